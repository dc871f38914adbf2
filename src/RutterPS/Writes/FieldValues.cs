using System.Collections;
using RutterPS.Common;

namespace RutterPS.Writes;

/// <summary>
/// The fields of a body by their API names, in order. What is null or empty was not given and is left out. Values are those of parameters: text,
/// numbers, dates, and structures as hashtables or objects.
/// </summary>
internal sealed class FieldValues : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> fields = [];

    public int Count => fields.Count;

    /// <summary>Adds a field.</summary>
    /// <param name="apiName">Its name, for example <c>class_id</c>.</param>
    /// <param name="value">Its value.</param>
    /// <param name="sendsEmpty">Whether an empty text is meant as such, because it was written on the command line.</param>
    /// <exception cref="ArgumentException">A structure with a value that JSON cannot hold or that must not be sent.</exception>
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
