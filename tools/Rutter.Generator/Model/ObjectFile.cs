using System.Text.Json.Nodes;
using Rutter.Generator.Reading;

namespace Rutter.Generator.Model;

/// <summary>What only people know of an API object: <c>api/objects/&lt;Noun&gt;.json</c>.</summary>
internal sealed record ObjectFile
{
    public required JsonSource Source { get; init; }

    /// <summary>What the object is, in a sentence.</summary>
    public required string Purpose { get; init; }

    /// <summary>The name in words, where the noun's own words are not it.</summary>
    public string? Name { get; init; }

    /// <summary>The name of several.</summary>
    public string? Plural { get; init; }

    /// <summary>What webhooks and events call it, where it is not the key in capitals.</summary>
    public IReadOnlyList<string>? Entities { get; init; }

    /// <summary>The columns of its table.</summary>
    public required IReadOnlyList<TableColumn> Table { get; init; }

    /// <summary>
    /// What -WhatIf and -Confirm say of a create, with field names in braces and, in brackets, what is said only where the field was given; null for
    /// the usual sentence.
    /// </summary>
    public string? Create { get; init; }

    /// <summary>The same of an update.</summary>
    public string? Update { get; init; }

    /// <summary>Whether the sentences are written by hand, in partial classes: <c>"sentences": "by hand"</c>.</summary>
    public bool HasOwnSentences { get; init; }

    /// <summary>The fields of a create that can be given without a name, in this order.</summary>
    public IReadOnlyList<string> Positions { get; init; } = [];

    /// <summary>Further names of parameters, by API field.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Where a read has a nested field of a write under another name, both as paths: <c>line_items.quantity</c> is read as <c>item.quantity</c> of
    /// the line.
    /// </summary>
    public IReadOnlyDictionary<string, string> Reads { get; init; } = new Dictionary<string, string>();

    /// <summary>A value for each required field of a create, as an example.</summary>
    public JsonObject Example { get; init; } = [];

    /// <summary>What the description says wrongly, by schema and field: <c>Bill.due_date</c>.</summary>
    public JsonObject Corrections { get; init; } = [];
}

/// <summary>A column of a table.</summary>
/// <param name="Field">The API field.</param>
/// <param name="Label">The heading.</param>
/// <param name="Width">Characters; null for what is left.</param>
internal sealed record TableColumn(string Field, string Label, int? Width);
