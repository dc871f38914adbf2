using System.Globalization;

namespace Rutter.Emulator.Http;

/// <summary>The query parameters of a request, each known to its endpoint and sent once; anything else is a 400.</summary>
internal sealed class QueryParameters
{
    private const long MaximumUnixMilliseconds = 253_402_300_799_999;

    private readonly Dictionary<string, string> values = [];

    public static QueryParameters None { get; } = new();

    public static QueryParameters Check(RequestTarget target, IReadOnlySet<string> known)
    {
        var result = new QueryParameters();
        foreach (var (name, value) in target.Parameters)
        {
            if (!known.Contains(name))
            {
                throw ApiError.UnknownParameter(name, known);
            }

            if (!result.values.TryAdd(name, value))
            {
                throw ApiError.InvalidParameter(name, "was sent more than once");
            }
        }

        return result;
    }

    public string? Text(string name) => values.GetValueOrDefault(name);

    /// <summary>A whole number of a range, or null when the parameter is not there.</summary>
    public int? Integer(string name, int minimum, int maximum)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value
            : throw ApiError.InvalidParameter(name, $"must be a whole number from {minimum} to {maximum}");
    }

    /// <summary>An instant in Unix milliseconds, or null when the parameter is not there.</summary>
    public DateTimeOffset? UnixMilliseconds(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= MaximumUnixMilliseconds
            ? DateTimeOffset.FromUnixTimeMilliseconds(value)
            : throw ApiError.InvalidParameter(name, "must be a Unix time in milliseconds");
    }

    /// <summary>One of several words, or null when the parameter is not there.</summary>
    public string? OneOf(string name, params string[] allowed)
    {
        var text = Text(name);
        return text is null || allowed.Contains(text)
            ? text
            : throw ApiError.InvalidParameter(name, $"must be {string.Join(" or ", allowed.Select(word => $"'{word}'"))}");
    }
}
