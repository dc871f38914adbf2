namespace Rutter.Client.Resources.BalanceSheets;

public sealed partial class BalanceSheet : IStatement
{
    IEnumerable<KeyValuePair<string, IStatementItem?>> IStatement.Sections =>
        [new(nameof(Assets), Assets), new(nameof(Liabilities), Liabilities), new(nameof(Equity), Equity)];
}

public sealed partial class BalanceSheetAssets : IStatementItem
{
    IReadOnlyList<IStatementItem>? IStatementItem.Items => Items;
}

public sealed partial class BalanceSheetLiabilities : IStatementItem
{
    IReadOnlyList<IStatementItem>? IStatementItem.Items => Items;
}

public sealed partial class BalanceSheetEquity : IStatementItem
{
    IReadOnlyList<IStatementItem>? IStatementItem.Items => Items;
}
