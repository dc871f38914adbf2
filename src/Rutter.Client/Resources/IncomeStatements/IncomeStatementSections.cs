namespace Rutter.Client.Resources.IncomeStatements;

public sealed partial class IncomeStatement : IStatement
{
    IEnumerable<KeyValuePair<string, IStatementItem?>> IStatement.Sections =>
        [new(nameof(Income), Income), new(nameof(CostOfSales), CostOfSales), new(nameof(Expenses), Expenses)];
}

public sealed partial class IncomeStatementIncome : IStatementItem
{
    IReadOnlyList<IStatementItem>? IStatementItem.Items => Items;
}

public sealed partial class IncomeStatementCostOfSales : IStatementItem
{
    IReadOnlyList<IStatementItem>? IStatementItem.Items => Items;
}

public sealed partial class IncomeStatementExpenses : IStatementItem
{
    IReadOnlyList<IStatementItem>? IStatementItem.Items => Items;
}
