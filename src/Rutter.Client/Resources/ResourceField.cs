namespace Rutter.Client.Resources;

/// <summary>One field of an API object.</summary>
/// <param name="ApiName">The name in JSON and in the filter language, for example <c>last_synced_at</c>.</param>
/// <param name="Type">Its type in the filter language.</param>
/// <param name="IsFilterable">Whether the documentation marks it as filterable. Sorting uses the same fields.</param>
public sealed record ResourceField(string ApiName, FieldType Type, bool IsFilterable = false)
{
    /// <summary>The property's name in .NET and PowerShell, for example <c>LastSyncedAt</c>.</summary>
    public string Name { get; } = ToPascalCase(ApiName);

    /// <summary>The noun of the object whose Rutter id the field holds, for example <c>Account</c>; null if it holds no such id.</summary>
    public string? References { get; init; }

    /// <summary>The known values of an enumeration. The list is open: others appear without notice.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The .NET name of a field: <c>LastSyncedAt</c> for <c>last_synced_at</c>.</summary>
    /// <param name="apiName">The API name.</param>
    /// <returns>The name in PascalCase.</returns>
    public static string ToPascalCase(string apiName) => string.Concat(
        apiName.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
