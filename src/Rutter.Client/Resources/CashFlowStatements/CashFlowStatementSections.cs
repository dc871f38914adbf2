namespace Rutter.Client.Resources.CashFlowStatements;

public sealed partial class CashFlowStatement : IStatement
{
    IEnumerable<KeyValuePair<string, IStatementItem?>> IStatement.Sections =>
    [
        new(nameof(OperatingActivities), OperatingActivities),
        new(nameof(InvestingActivities), InvestingActivities),
        new(nameof(FinancingActivities), FinancingActivities),
    ];
}

public sealed partial class CashFlowStatementOperatingActivities : IStatementItem
{
    IReadOnlyList<IStatementItem>? IStatementItem.Items => Items;
}

public sealed partial class CashFlowStatementInvestingActivities : IStatementItem
{
    IReadOnlyList<IStatementItem>? IStatementItem.Items => Items;
}

public sealed partial class CashFlowStatementFinancingActivities : IStatementItem
{
    IReadOnlyList<IStatementItem>? IStatementItem.Items => Items;
}
