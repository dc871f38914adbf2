using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rutter.Emulator.Tests.Support;

/// <summary>The JSON examples of the public page "Bank Transfers", byte for byte but for its line numbers.</summary>
public static class PublicExample
{
    /// <summary>The unchanged example of the documentation.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PublicExamples", $"{name}.json"));

    public static JsonObject Json(string name) => JsonNode.Parse(Text(name))!.AsObject();

    /// <summary>The example without the space between its tokens; numbers and property order stay as they are.</summary>
    public static string Compact(string name)
    {
        using var document = JsonDocument.Parse(Text(name));
        return JsonSerializer.Serialize(document.RootElement);
    }
}
