namespace Rutter.Emulator;

/// <summary>A snapshot of a connection of the emulator. Its tokens are not real.</summary>
public sealed record EmulatorConnection
{
    /// <summary>The connection's id, which follows from the seed.</summary>
    public required string Id { get; init; }

    /// <summary>The token that gives access to its data.</summary>
    public required string AccessToken { get; init; }

    /// <summary>The token of a person's sign-in, which can be exchanged for the access token.</summary>
    public required string PublicToken { get; init; }

    /// <summary>The platform, for example <c>QUICKBOOKS</c>; null until a person has chosen one.</summary>
    public string? Platform { get; init; }

    /// <summary><c>active</c>, <c>not_ready</c>, <c>unhealthy</c>, <c>needs_reauth</c> or <c>disabled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The name that the organisation gave it, or null.</summary>
    public string? Name { get; init; }
}
