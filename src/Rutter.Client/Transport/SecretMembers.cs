namespace Rutter.Client.Transport;

/// <summary>Unknown members of a response. They are kept, but secrets among them are made unreadable.</summary>
internal static class SecretMembers
{
    private static readonly string[] SecretWords = ["token", "secret", "password", "credential"];

    /// <summary>Joins and protects the members of both. Where both have a name, the first wins.</summary>
    public static IDictionary<string, object?>? Merge(IDictionary<string, object?>? first, IDictionary<string, object?>? second)
    {
        Protect(first);
        Protect(second);
        if (first is null || second is null)
        {
            return first ?? second;
        }

        foreach (var (name, value) in second)
        {
            first.TryAdd(name, value);
        }

        return first;
    }

    /// <summary>Makes members unreadable that have "token" or "secret" in their names.</summary>
    public static void Protect(IDictionary<string, object?>? members)
    {
        foreach (var (name, value) in members?.ToList() ?? [])
        {
            if (value is IDictionary<string, object?> inner)
            {
                Protect(inner);
            }
            else if (value is IEnumerable<object?> items)
            {
                items.OfType<IDictionary<string, object?>>().ToList().ForEach(Protect);
            }
            else if (value is string text && SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                members![name] = ToSecret(text);
            }
        }
    }

    // Not a SecureString: outside Windows, CLIXML has that in a readable form.
    private static object ToSecret(string text) => text.Length > 0 && !text.Any(char.IsControl) ? new Secret(text) : Redactor.Mask;
}
