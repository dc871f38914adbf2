using System.Globalization;
using System.Text.Json.Serialization;
using Rutter.Client.Text;

namespace Rutter.Client.Resources.CustomFields;

/// <summary>A field that a company has added to a kind of object on its platform. Source: the description, schema <c>NestedCustomField</c>.</summary>
public sealed class CustomField : RutterObject
{
    private const string OfLines = ".line_items";

    /// <summary>The kind of object that it was asked for, by the noun of its cmdlets: <c>Bill</c>.</summary>
    [JsonIgnore, JsonPropertyName("(resource)")]
    public string Resource { get; internal set; } = "";

    /// <summary>Where it stands, by the API's name of the list that it came in: <c>entity</c> or <c>entity.line_items</c>.</summary>
    [JsonIgnore, JsonPropertyName("(place)")]
    public string Place { get; internal set; } = "";

    /// <summary>Whether each line of an object has it, and not the object itself.</summary>
    [JsonIgnore, JsonPropertyName("(is line item)")]
    public bool IsLineItem => Place.EndsWith(OfLines, StringComparison.Ordinal);

    /// <summary>The key under which a value is given.</summary>
    public string? Key { get; set; }

    /// <summary>What people call it.</summary>
    public string? Name { get; set; }

    /// <summary>What it is for.</summary>
    public string? Description { get; set; }

    /// <summary><c>boolean</c>, <c>select</c>, <c>string</c>, <c>number</c> or <c>multiselect</c>. The list is open.</summary>
    public string? Type { get; set; }

    /// <summary>Whether the platform refuses an object without it.</summary>
    public bool? Required { get; set; }

    /// <summary>The values that can be chosen; none for a free value.</summary>
    public IReadOnlyList<CustomFieldOption>? Options { get; set; }

    /// <summary>The value where none is given: a string, a bool, a number or null.</summary>
    public object? Default { get; set; }
}

/// <summary>A value that can be chosen. Source: the description, schema <c>CustomFieldOption</c>.</summary>
public sealed class CustomFieldOption : RutterData
{
    /// <summary>What people see.</summary>
    public string? Text { get; set; }

    /// <summary>What is sent: a string mostly.</summary>
    public object? Value { get; set; }

    /// <summary>What people see.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => DisplayText.Clean(Text ?? Convert.ToString(Value, CultureInfo.InvariantCulture));
}
