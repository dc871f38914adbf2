namespace Rutter.Client.Resources;

/// <summary>The base of balance sheets, income statements and cash flow statements.</summary>
public interface IStatement
{
    /// <summary>The id that Rutter generated.</summary>
    string? Id { get; }

    /// <summary>The first day.</summary>
    DateTimeOffset? StartDate { get; }

    /// <summary>The last day.</summary>
    DateTimeOffset? EndDate { get; }

    /// <summary>The ISO 4217 code of the currency.</summary>
    string? CurrencyCode { get; }

    /// <summary>The sections by property name, in the usual order of accounting; null for a section that was not sent.</summary>
    IEnumerable<KeyValuePair<string, IStatementItem?>> Sections { get; }
}

/// <summary>A section of a statement, or a line in one: a name, an amount, and lines below it.</summary>
public interface IStatementItem
{
    /// <summary>The platform's own id of the account or line.</summary>
    string? PlatformId { get; }

    /// <summary>The Rutter id of the account.</summary>
    string? AccountId { get; }

    /// <summary>The name.</summary>
    string? Name { get; }

    /// <summary>The amount, in units of the statement's currency.</summary>
    decimal? Value { get; }

    /// <summary>The lines below it.</summary>
    IReadOnlyList<IStatementItem>? Items { get; }
}
