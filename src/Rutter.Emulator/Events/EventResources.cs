namespace Rutter.Emulator.Events;

/// <summary>What <c>resources</c> may name. Source: the public specification of 2024-08-31, parameter <c>resources</c> of "List Events".</summary>
internal static class EventResources
{
    public static IReadOnlyList<string> Known { get; } =
    [
        "ACCOUNT", "ACCOUNTING_TRANSACTION", "BANK_DEPOSIT", "BANK_TRANSFER", "CLASS", "COMPANY_INFO", "CURRENCIES", "DEPARTMENT", "ITEMS",
        "JOURNAL_ENTRY", "LOCATION", "PAYMENT_TERM", "PROJECT", "SUBSIDIARY", "TASK", "TAX_AGENCY", "TAX_AREA", "TAX_RATES",
        "UPDATED_TRANSACTION", "ACCOUNTING_CUSTOMER", "ACCOUNTING_CUSTOMER_REFUND", "INVOICE", "INVOICE_CREDIT_MEMO", "INVOICE_PAYMENT",
        "PAYMENT_METHOD", "SALES_ORDER", "SALES_RECEIPT", "BILL", "BILL_CREDIT_MEMO", "BILL_PAYMENT", "PURCHASE_ORDER", "VENDOR", "EXPENSE",
        "BANK_FEED_ACCOUNT", "BANK_FEED_TRANSACTION", "BALANCE_SHEET", "CASH_FLOW", "INCOME_STATEMENT",
    ];
}
