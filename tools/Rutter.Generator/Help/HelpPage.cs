namespace Rutter.Generator.Help;

/// <summary>The help of a cmdlet.</summary>
internal sealed record HelpPage(Command Command)
{
    public required string Synopsis { get; init; }

    /// <summary>Paragraphs.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The words of each parameter, by name: paragraphs.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters { get; init; }

    public required IReadOnlyList<HelpType> Inputs { get; init; }

    public required IReadOnlyList<HelpType> Outputs { get; init; }

    public required IReadOnlyList<HelpExample> Examples { get; init; }

    /// <summary>Paragraphs.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<HelpLink> Links { get; init; }
}

/// <summary>A type that goes in or comes out, with words.</summary>
internal sealed record HelpType(string Type, string Words);

/// <summary>An example: what it is about, the code, and what to know of it.</summary>
internal sealed record HelpExample(string Title, string Code, string Words);

/// <summary>Where to read on: the name of a page, or an address.</summary>
internal sealed record HelpLink(string Text, string? Address);
