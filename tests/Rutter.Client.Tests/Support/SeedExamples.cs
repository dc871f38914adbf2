namespace Rutter.Client.Tests.Support;

/// <summary>The examples of the seed "Bank Transfers", byte for byte.</summary>
internal static class SeedExamples
{
    public static string List { get; } = Read("list-bank-transfers.json");

    public static string Fetch { get; } = Read("fetch-bank-transfer.json");

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Support", "Seed", name));
}
