using System.Text.Json;

namespace Rutter.Client.Webhooks;

/// <summary>
/// Refuses JSON with a duplicate member, because two readers could understand it differently.
/// </summary>
internal static class UniqueMembers
{
    /// <summary>The deepest nesting that is read.</summary>
    internal const int MaximumDepth = 256;

    /// <exception cref="JsonException">It is not JSON, is nested too deeply, or has a duplicate member.</exception>
    /// <exception cref="InvalidOperationException">A name is not Unicode.</exception>
    public static void Require(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
        var objects = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    objects.Push(new HashSet<string>(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    objects.Pop();
                    break;
                case JsonTokenType.PropertyName when !objects.Peek().Add(reader.GetString()!):
                    throw new JsonException("It has a member twice.");
            }
        }
    }
}
