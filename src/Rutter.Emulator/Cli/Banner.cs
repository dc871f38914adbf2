namespace Rutter.Emulator.Cli;

/// <summary>Shows what a person needs for the first request.</summary>
internal static class Banner
{
    public static string For(RutterEmulator emulator) => $"""
        Rutter emulator with {emulator.TransferCount} bank transfers ({emulator.Platform}, seed {emulator.Seed}), for this machine only.

          Address        {emulator.BaseUri}
          Client id      {emulator.ClientId}
          Client secret  {emulator.ClientSecret}
          Access token   {emulator.AccessToken}
        {Others(emulator)}
        Try:
          {Curl(emulator)}

        Ctrl+C stops it.

        """;

    private static string Others(RutterEmulator emulator) => string.Concat(
        emulator.Connections.Skip(1).Select(connection => $"  {connection.Platform,-13}  {connection.AccessToken}\n")
            .Append(emulator.WebhookUri is { } target ? $"  Webhooks to    {target}\n" : ""));

    // Double quotes without special characters inside, so that the line works in sh, PowerShell and cmd.
    private static string Curl(RutterEmulator emulator) =>
        $"curl -u \"{emulator.ClientId}:{emulator.ClientSecret}\" -H \"X-Rutter-Version: 2024-08-31\" "
        + $"\"{emulator.BaseUri}/accounting/bank_transfers?access_token={emulator.AccessToken}&limit=3\"";
}
