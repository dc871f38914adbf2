using System.Collections;

namespace RutterPS.Writes;

/// <summary>The fields of a body by their API names, in order. What is null or empty was not given and is left out.</summary>
internal sealed class FieldValues : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> fields = [];

    public void Add(string apiName, object? value)
    {
        if (value is not (null or ""))
        {
            fields.Add(new(apiName, value));
        }
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
