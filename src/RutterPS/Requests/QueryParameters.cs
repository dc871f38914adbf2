using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Rutter.Client.Json;
using RutterPS.Common;

namespace RutterPS.Requests;

/// <summary>Converts a dictionary to query parameters, the same in every culture.</summary>
internal static class QueryParameters
{
    private const string AccessToken = "access_token";

    /// <exception cref="ArgumentException">A value is not plain, or a name is empty or is the access token's.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> From(IDictionary? query)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        foreach (DictionaryEntry entry in query ?? new Hashtable())
        {
            var name = Text(entry.Key, "a name");
            if (name.Length == 0)
            {
                throw new ArgumentException("-Query has a parameter without a name.");
            }

            if (name.Equals(AccessToken, StringComparison.OrdinalIgnoreCase))
            {
                throw new ArgumentException("The access token is a secret: give it as -AccessToken, which is never shown, not in -Query.");
            }

            if (entry.Value is not null)
            {
                parameters.Add(new(name, Joined(entry.Value, name)));
            }
        }

        return parameters;
    }

    private static string Joined(object value, string name) => PSObjects.Unwrap(value) is IEnumerable many and not (string or IDictionary)
        ? string.Join(',', many.Cast<object>().Select(item => Text(item, name)))
        : Text(value, name);

    private static string Text(object? value, string name) => PSObjects.Unwrap(value) switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        SwitchParameter flag => flag ? "true" : "false",
        DateTimeOffset instant => Instant.Format(instant),
        DateTime time => Instant.Format(Instant.From(time)),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum choice => choice.ToString(),
        Guid or char or Uri or float or double or decimal or System.Numerics.BigInteger
            or sbyte or byte or short or ushort or int or uint or long or ulong =>
            Convert.ToString(PSObjects.Unwrap(value), CultureInfo.InvariantCulture)!,
        null => throw new ArgumentException($"-Query has an empty entry in '{name}'."),
        var other => throw new ArgumentException(
            $"-Query takes strings, numbers, booleans, dates and arrays of them; '{name}' is a {other.GetType().Name}."),
    };
}
