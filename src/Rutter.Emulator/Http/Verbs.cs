namespace Rutter.Emulator.Http;

/// <summary>The meaning of HTTP methods.</summary>
internal static class Verbs
{
    public static bool IsWrite(string method) => method is "POST" or "PATCH" or "DELETE";
}
