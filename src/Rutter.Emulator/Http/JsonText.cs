using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rutter.Emulator.Http;

/// <summary>JSON as Rutter writes it: UTF-8, with every character that needs no escape left as it is.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? scratch;

    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write, int sizeHint)
    {
        var buffer = new ArrayBufferWriter<byte>(sizeHint);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Writes a value with a writer that is used again and again; the value must not write another one this way.</summary>
    public static byte[] WriteSmall(Action<Utf8JsonWriter> write)
    {
        var (buffer, json) = scratch ??= CreateScratch();
        buffer.ResetWrittenCount();
        json.Reset();
        write(json);
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) CreateScratch()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer, Options));
    }
}
