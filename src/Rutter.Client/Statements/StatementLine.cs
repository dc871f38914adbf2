using Rutter.Client.Resources;

namespace Rutter.Client.Statements;

/// <summary>
/// One line of a statement, for tables: its place and its amount. A line with others below it may hold their sum, so add up only lines that are
/// leaves.
/// </summary>
public sealed class StatementLine
{
    private const string Separator = " > ";

    private StatementLine(IStatement statement, string section, IStatementItem item, string? parent, int depth, int number)
    {
        StatementId = statement.Id;
        StartDate = statement.StartDate;
        EndDate = statement.EndDate;
        CurrencyCode = statement.CurrencyCode;
        Section = section;
        Number = number;
        Depth = depth;
        Name = item.Name;
        Path = parent is null ? item.Name ?? section : parent + Separator + item.Name;
        Amount = item.Value;
        AccountId = item.AccountId;
        PlatformId = item.PlatformId;
        IsLeaf = item.Items is not { Count: > 0 };
    }

    /// <summary>The number of the line in its statement, from 1.</summary>
    public int Number { get; }

    /// <summary>The section's property name, for example <c>Assets</c>.</summary>
    public string Section { get; }

    /// <summary>The names from the section down to this line, with <c> > </c> between them.</summary>
    public string Path { get; }

    /// <summary>The number of lines above it in its path: 0 for the section itself.</summary>
    public int Depth { get; }

    /// <summary>The line's name.</summary>
    public string? Name { get; }

    /// <summary>The amount, in units of the currency.</summary>
    public decimal? Amount { get; }

    /// <summary>The ISO 4217 code of the currency.</summary>
    public string? CurrencyCode { get; }

    /// <summary>Whether it has no lines below it.</summary>
    public bool IsLeaf { get; }

    /// <summary>The Rutter id of the line's account.</summary>
    [References("Account")]
    public string? AccountId { get; }

    /// <summary>The platform's own id of the account or line.</summary>
    public string? PlatformId { get; }

    /// <summary>The first day of the statement.</summary>
    public DateTimeOffset? StartDate { get; }

    /// <summary>The last day of the statement.</summary>
    public DateTimeOffset? EndDate { get; }

    /// <summary>The statement's id.</summary>
    public string? StatementId { get; }

    /// <summary>All lines of a statement, section by section, each before the lines below it.</summary>
    /// <param name="statement">The statement.</param>
    /// <returns>The lines; none for a missing section.</returns>
    public static IEnumerable<StatementLine> Of(IStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var number = 0;
        foreach (var (section, root) in statement.Sections)
        {
            var open = new Stack<(IStatementItem Item, string? Parent, int Depth)>();
            if (root is not null)
            {
                open.Push((root, null, 0));
            }

            while (open.TryPop(out var next))
            {
                var line = new StatementLine(statement, section, next.Item, next.Parent, next.Depth, ++number);
                yield return line;
                foreach (var below in (next.Item.Items ?? []).Reverse())
                {
                    open.Push((below, line.Path, next.Depth + 1));
                }
            }
        }
    }
}
