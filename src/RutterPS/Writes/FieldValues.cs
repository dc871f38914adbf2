using System.Collections;
using RutterPS.Common;

namespace RutterPS.Writes;

/// <summary>
/// The fields of a body by their API names, in order. Null and empty values are left out. Values come from parameters: text, numbers, dates, and
/// structures as hashtables or objects.
/// </summary>
internal sealed class FieldValues : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> fields = [];

    public int Count => fields.Count;

    /// <summary>Adds a field.</summary>
    /// <param name="apiName">Its name, for example <c>class_id</c>.</param>
    /// <param name="value">Its value.</param>
    /// <param name="sendsEmpty">Whether to send an empty text, because it is on the command line.</param>
    /// <exception cref="ArgumentException">A structure has a value that JSON cannot hold or that must not be sent.</exception>
    public void Add(string apiName, object? value, bool sendsEmpty = false)
    {
        var plain = PlainObjects.From(value);
        if (plain is not (null or "" or List<object?> and [null or ""]) || (sendsEmpty && plain is ""))
        {
            fields.Add(new(apiName, plain));
        }
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
