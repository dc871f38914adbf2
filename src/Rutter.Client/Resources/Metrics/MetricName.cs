namespace Rutter.Client.Resources.Metrics;

/// <summary>The metrics that Rutter calculates. The lists are open. Source: the description.</summary>
public static class MetricName
{
    /// <summary>Those of the books.</summary>
    public static IReadOnlyList<string> Accounting { get; } =
    [
        "ebitda", "ebitda_margin", "net_operating_income", "depreciation_expense", "interest_expense", "amortization_expense",
        "gross_profit_margin", "total_income", "cost_of_goods_sold", "current_ratio", "working_capital", "current_liabilities",
        "current_assets", "quick_ratio", "inventory", "unearned_revenues", "prepaid_expenses", "enterprise_free_cash_flow",
        "change_in_working_capital", "capital_expenditure", "enterprise_free_cash_flow_formula_two", "debt_service_coverage_ratio",
        "debt_service_from_income_statement", "debt_service_from_principal_paid", "principal_paid", "debt_service", "rental_expense",
        "total_revenue", "total_expenses", "net_income", "net_profit_margin", "debt_to_income_ratio", "cash_flow_to_debt_ratio",
    ];

    /// <summary>Those of shops.</summary>
    public static IReadOnlyList<string> Commerce { get; } = ["total_revenue", "total_orders", "active_customers", "refund_rate"];
}
