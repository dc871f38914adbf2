using System.Buffers;
using System.Collections;
using System.Globalization;

namespace Rutter.Emulator.Faults;

/// <summary>The headers of a fault, which replace the emulator's own.</summary>
internal static class FaultHeaders
{
    private static readonly string[] OfTheTransfer = ["Connection", "Content-Length", "Transfer-Encoding"];

    private static readonly SearchValues<char> OtherLettersOfNames = SearchValues.Create("!#$%&'*+-.^_`|~");

    /// <summary>Refuses headers that cannot be sent.</summary>
    public static void Validate(IDictionary? headers)
    {
        foreach (var (name, values) in Read(headers))
        {
            if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || OtherLettersOfNames.Contains(letter)))
            {
                throw new ArgumentException($"'{name}' is not the name of a header.", nameof(headers));
            }

            if (OfTheTransfer.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new ArgumentException($"{name} follows from the body and the connection, and cannot be set.", nameof(headers));
            }

            if (values.Any(value => value.AsSpan().ContainsAny('\r', '\n', '\0')))
            {
                throw new ArgumentException("A header cannot hold a line end.", nameof(headers));
            }
        }
    }

    /// <summary>The headers by name, each with its values; a header without values is removed.</summary>
    public static IReadOnlyList<KeyValuePair<string, string[]>> Read(IDictionary? headers) =>
        headers is null ? [] : [.. headers.Cast<DictionaryEntry>().Select(header => KeyValuePair.Create(Text(header.Key), Values(header.Value)))];

    private static string[] Values(object? value) => value switch
    {
        null => [],
        IEnumerable several and not string => [.. several.Cast<object?>().Select(Text)],
        _ => [Text(value)],
    };

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
