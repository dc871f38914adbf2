using Rutter.Emulator.Description;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Data;

/// <summary>
/// The order of a list: <c>field</c>, <c>field ASC</c> or <c>field DESC</c>, several separated by commas, ties by id. An object without
/// a value comes last either way. Source: "Bank Transfers", heading "List Bank Transfers", parameter <c>sort</c>.
/// </summary>
internal sealed class SortOrder : IComparer<StoredObject>
{
    private readonly (int Index, bool IsDescending)[] keys;
    private readonly string text;

    private SortOrder(ObjectDescription description, (int Index, bool IsDescending)[] keys)
    {
        this.keys = keys;
        text = string.Join(',', keys.Select(key => $"{description.Fields[key.Index].Name} {(key.IsDescending ? "DESC" : "ASC")}"));
    }

    /// <summary>The positions of the fields that it sorts by.</summary>
    public IEnumerable<int> Indexes => keys.Select(key => key.Index);

    /// <summary>Reads the parameter <c>sort</c>; without one the newest come first, by the first of the times that the object has.</summary>
    public static SortOrder Parse(ObjectDescription description, string? text)
    {
        if (text is null or "asc" or "desc")
        {
            var time = new[] { "updated_at", "last_synced_at", "created_at" }.Select(description.IndexOf).FirstOrDefault(index => index >= 0, -1);
            return new SortOrder(description, time < 0 ? [] : [(time, text != "asc")]);
        }

        (int Index, bool IsDescending)[] keys = [.. text.Split(',').Select(part => ParseKey(description, part))];
        return keys.DistinctBy(key => key.Index).Count() == keys.Length
            ? new SortOrder(description, keys)
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

        return string.CompareOrdinal(x!.Id, y!.Id);
    }

    /// <summary>Compares an object with a position in the order. At most 0 if it comes before the position or at it.</summary>
    /// <param name="item">The object.</param>
    /// <param name="values">The values of the fields that the order sorts by.</param>
    /// <param name="id">The id that breaks ties.</param>
    public int Compare(StoredObject item, IReadOnlyList<object?> values, string id)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (CompareKey(item[keys[i].Index], values[i], keys[i].IsDescending) is var result and not 0)
            {
                return result;
            }
        }

        return string.CompareOrdinal(item.Id, id);
    }

    /// <summary>The order in canonical form.</summary>
    public override string ToString() => text;

    private static int CompareKey(object? left, object? right, bool isDescending) =>
        isDescending && left is not null && right is not null ? FieldValue.Compare(right, left) : FieldValue.Compare(left, right);

    private static (int Index, bool IsDescending) ParseKey(ObjectDescription description, string part)
    {
        var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not ([_] or [_, "ASC" or "DESC"]))
        {
            throw ApiError.InvalidParameter("sort", "must be a field, or a field and ASC or DESC, several separated by commas");
        }

        var index = description.IndexOf(words[0]);
        if (index < 0 || !description.Fields[index].IsFilterable)
        {
            var sortable = description.Fields.Where(field => field.IsFilterable).Select(field => field.Name);
            throw ApiError.InvalidParameter("sort", $"cannot name '{words[0]}'. Sortable fields: {string.Join(", ", sortable)}");
        }

        return (index, words is [_, "DESC"]);
    }
}
