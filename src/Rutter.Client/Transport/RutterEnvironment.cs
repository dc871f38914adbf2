namespace Rutter.Client.Transport;

/// <summary>Rutter's hosts and API versions. Source: "Basics", headings "Introduction" and "Versioning".</summary>
public static class RutterEnvironment
{
    /// <summary>The default API version.</summary>
    public const string DefaultApiVersion = "2024-08-31";

    /// <summary>Real connections and real ledgers.</summary>
    public static Uri Production { get; } = new("https://production.rutterapi.com/versioned");

    /// <summary>Test connections. Without <c>/versioned</c>, the host ignores the version header and responds in its oldest form.</summary>
    public static Uri Sandbox { get; } = new("https://sandbox.rutterapi.com/versioned");

    /// <summary>The versions that Rutter documents, newest first. The list is open: other versions are sent too.</summary>
    public static IReadOnlyList<string> KnownApiVersions { get; } = ["2024-08-31", "2024-04-30", "2023-03-14", "2023-02-07"];
}
