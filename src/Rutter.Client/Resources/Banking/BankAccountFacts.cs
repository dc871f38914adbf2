namespace Rutter.Client.Resources.Banking;

/// <summary>What is on a bank account now. Source: the description, schema <c>BankAccountBalance2</c>.</summary>
public sealed class CurrentBalance : RutterObject
{
    /// <summary>The id that Rutter generated.</summary>
    public string? Id { get; set; }

    /// <summary>The bank's own id.</summary>
    public string? PlatformId { get; set; }

    /// <summary>The Rutter id of the account in the books, or null.</summary>
    public string? AccountId { get; set; }

    /// <summary>What can be spent, in units of the currency; null where the bank does not say.</summary>
    public decimal? Available { get; set; }

    /// <summary>What is there, in units of the currency; null where the bank does not say.</summary>
    public decimal? Current { get; set; }

    /// <summary>The ISO 4217 code of the currency, or null.</summary>
    public string? CurrencyCode { get; set; }

    /// <summary>When Rutter last read it from the bank.</summary>
    public DateTimeOffset? LastSyncedAt { get; set; }

    /// <summary>The bank's raw data, if requested.</summary>
    public object? PlatformData { get; set; }
}

/// <summary>The numbers of a bank account. Source: the description, schema <c>BankAccountDetails</c>.</summary>
public sealed class BankAccountNumbers : RutterObject
{
    /// <summary>The id that Rutter generated.</summary>
    public string? Id { get; set; }

    /// <summary>The bank's own id.</summary>
    public string? PlatformId { get; set; }

    /// <summary>The numbers for transfers within the United States, or null.</summary>
    public AchNumbers? Ach { get; set; }

    /// <summary>When Rutter last read them from the bank.</summary>
    public DateTimeOffset? LastSyncedAt { get; set; }

    /// <summary>The bank's raw data, if requested.</summary>
    public object? PlatformData { get; set; }
}

/// <summary>The numbers for transfers within the United States. Source: the description, schema <c>BankAccountDetailsAch</c>.</summary>
public sealed class AchNumbers : RutterData
{
    private const int ShownDigits = 4;

    /// <summary>The number of the account.</summary>
    public string? AccountNumber { get; set; }

    /// <summary>The number of the bank.</summary>
    public string? RoutingNumber { get; set; }

    /// <summary>The number of the bank for wire transfers.</summary>
    public string? WireRoutingNumber { get; set; }

    /// <summary>The last digits of the account.</summary>
    /// <returns>For example <c>***6789</c>.</returns>
    public override string ToString() => AccountNumber is { Length: > ShownDigits } number
        ? Text.DisplayText.Clean($"***{number[^ShownDigits..]}")
        : "***";
}
