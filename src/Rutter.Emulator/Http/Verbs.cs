namespace Rutter.Emulator.Http;

/// <summary>What verbs mean to more than one part.</summary>
internal static class Verbs
{
    public static bool IsWrite(string method) => method is "POST" or "PATCH" or "DELETE";
}
