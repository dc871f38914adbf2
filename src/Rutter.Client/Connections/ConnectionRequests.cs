using System.Text.Json;
using Rutter.Client.Transport;

namespace Rutter.Client.Connections;

/// <summary>Makes and sends the requests about connections and tokens.</summary>
internal static class ConnectionRequests
{
    /// <summary>Makes a request whose body is a JSON object of strings.</summary>
    public static RutterRequest Post(string path, (string Name, string Value)[] members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in members)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return new RutterRequest { Method = HttpMethod.Post, Path = path, Body = buffer.ToArray() };
    }
}
