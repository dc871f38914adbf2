namespace Rutter.Client.Tests.Support;

/// <summary>The examples of the public page "Bank Transfers", byte for byte.</summary>
internal static class PublicExamples
{
    public static string List { get; } = Read("list-bank-transfers.json");

    public static string Fetch { get; } = Read("fetch-bank-transfer.json");

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Support", "Examples", name));
}
