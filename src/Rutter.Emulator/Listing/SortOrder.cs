using Rutter.Emulator.Data;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Listing;

/// <summary>
/// The order of a list: <c>field</c>, <c>field ASC</c> or <c>field DESC</c>, several separated by commas, ties by id. An object without
/// a value comes last either way. Source: seed "Bank Transfers", heading "List Bank Transfers", parameter <c>sort</c>.
/// </summary>
internal sealed class SortOrder : IComparer<StoredObject>
{
    private const string Default = "updated_at DESC";

    private readonly EmulatedResource resource;
    private readonly (int Index, bool IsDescending)[] keys;
    private readonly string text;

    private SortOrder(EmulatedResource resource, (int Index, bool IsDescending)[] keys)
    {
        this.resource = resource;
        this.keys = keys;
        text = string.Join(',', keys.Select(key => $"{resource.Definition.Fields[key.Index].ApiName} {(key.IsDescending ? "DESC" : "ASC")}"));
    }

    /// <summary>The positions of the fields that it sorts by.</summary>
    public IEnumerable<int> Indexes => keys.Select(key => key.Index);

    public static SortOrder Parse(EmulatedResource resource, string? text)
    {
        (int Index, bool IsDescending)[] keys = [.. (text ?? Default).Split(',').Select(part => ParseKey(resource, part))];
        return keys.DistinctBy(key => key.Index).Count() == keys.Length
            ? new SortOrder(resource, keys)
            : throw ApiError.InvalidParameter("sort", "names a field twice");
    }

    public int Compare(StoredObject? x, StoredObject? y)
    {
        foreach (var (index, isDescending) in keys)
        {
            if (CompareKey(x![index], y![index], isDescending) is var result and not 0)
            {
                return result;
            }
        }

        return string.CompareOrdinal(resource.IdOf(x!), resource.IdOf(y!));
    }

    /// <summary>Where an object stands to a position: below 0 for before or at the object that the position was taken from.</summary>
    public int Compare(StoredObject item, CursorPosition position)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (CompareKey(item[keys[i].Index], position.Keys[i], keys[i].IsDescending) is var result and not 0)
            {
                return result;
            }
        }

        return string.CompareOrdinal(resource.IdOf(item), position.Id);
    }

    /// <summary>The order in canonical form.</summary>
    public override string ToString() => text;

    private static int CompareKey(object? left, object? right, bool isDescending) =>
        isDescending && left is not null && right is not null ? FieldValue.Compare(right, left) : FieldValue.Compare(left, right);

    private static (int Index, bool IsDescending) ParseKey(EmulatedResource resource, string part)
    {
        var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not ([_] or [_, "ASC" or "DESC"]))
        {
            throw ApiError.InvalidParameter("sort", "must be a field, or a field and ASC or DESC, several separated by commas");
        }

        var index = resource.IndexOf(words[0]);
        if (index < 0 || !resource.Definition.Fields[index].IsFilterable)
        {
            var sortable = resource.Definition.Fields.Where(field => field.IsFilterable).Select(field => field.ApiName);
            throw ApiError.InvalidParameter("sort", $"cannot name '{words[0]}'. Sortable fields: {string.Join(", ", sortable)}");
        }

        return (index, words is [_, "DESC"]);
    }
}
