namespace Rutter.Benchmarks.Running;

/// <summary>Who does a row's work, and how many samples are taken of it.</summary>
/// <param name="Name">As the script and the table know it.</param>
/// <param name="Samples">How many in a full run.</param>
/// <param name="IsFloor">Whether it is this program itself, which needs no PowerShell.</param>
internal sealed record Contender(string Name, int Samples, bool IsFloor = false)
{
    public const string Module = "RutterPS";
    public const string RestLoop = "IRM";
    public const string Hashtable = "IWR hashtable";
    public const string FloorName = "Floor";

    /// <summary>What a sample is asked to do, where that is not the row's own work.</summary>
    public string? Work { get; init; }

    /// <summary>The number of rows, where it is not the row's own.</summary>
    public int? Count { get; init; }

    /// <summary>What the table calls it.</summary>
    public string Title { get; init; } = Name switch
    {
        RestLoop => "Invoke-RestMethod",
        Hashtable => "Invoke-WebRequest, -AsHashtable",
        FloorName => "console program",
        _ => Name,
    };
}
