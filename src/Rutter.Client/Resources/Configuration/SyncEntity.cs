namespace Rutter.Client.Resources.Configuration;

/// <summary>What can be synced, as the sync configuration calls it. The list is open. Source: the description.</summary>
public static class SyncEntity
{
    /// <summary>The known names.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "ACCOUNT", "ACCOUNT_BALANCE", "ACCOUNT_BALANCE_BY_SUBSIDIARY", "ACCOUNTING_CUSTOMER", "ACCOUNTING_CUSTOMER_REFUND",
        "ACCOUNTING_TRANSACTION", "ACCOUNT_TRANSACTION", "AP_AGING_REPORT_SUMMARY", "AP_AGING_REPORT_DATA", "AR_AGING_REPORT_SUMMARY",
        "AR_AGING_REPORT_DATA", "ATTACHMENT", "BALANCE_SHEET", "BANK_DEPOSIT", "BANK_FEED_ACCOUNT", "BANK_FEED_TRANSACTION",
        "BANK_TRANSFER", "BILL", "BILL_CREDIT_APPLICATION", "BILL_CREDIT_UNAPPLICATION", "BILL_CREDIT_MEMO", "BILL_PAYMENT", "CASH_FLOW",
        "CATEGORIES", "CLASS", "COMPANY_INFO", "CURRENCIES", "CUSTOM_RECORD", "DEPARTMENT", "EXPENSE", "EXPENSE_REFUND",
        "INCOME_STATEMENT", "INVOICE", "INVOICE_CREDIT_APPLICATION", "INVOICE_CREDIT_UNAPPLICATION", "INVOICE_CREDIT_MEMO",
        "INVOICE_PAYMENT", "ITEMS", "JOURNAL_ENTRY", "LOCATION", "PAYMENT_TERM", "PAYMENT_METHOD", "PROJECT", "PURCHASE_ORDER",
        "SALES_ORDER", "SALES_RECEIPT", "SUBSIDIARY", "TASK", "TAX_AGENCY", "TAX_AREA", "TAX_RATES", "UPDATED_TRANSACTION", "VENDOR",
        "COMMERCE_CUSTOMER", "CUSTOMER_GROUP", "ORDER", "PAYOUT", "PRODUCT", "STORE", "SUBSCRIPTION", "TRANSACTION",
    ];
}

/// <summary>What can be synced out of turn, as backfills and incremental syncs call it. The list is open. Source: the description.</summary>
public static class SyncObjectType
{
    /// <summary>The known names.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "account", "accounting_customer", "accounting_customer_refund", "accounting_transaction", "balance_sheet", "bank_account",
        "bank_account_balance", "bank_account_details", "bank_deposit", "bank_transaction", "bank_transfer", "bill", "bill_credit_memo",
        "bill_payment", "cash_flow", "class", "commerce_customer", "company_info", "currencies", "customer_group", "department", "expense",
        "income_statement", "invoice", "invoice_credit_memo", "invoice_payment", "items", "journal_entry", "location", "order",
        "payment_method", "payment_term", "payout", "product", "project", "purchase_order", "sales_order", "sales_receipt", "store",
        "subscription", "subsidiary", "task", "tax_agency", "tax_area", "tax_rates", "transaction", "updated_transaction", "vendor",
    ];
}

/// <summary>The platforms that have a sync configuration of their own. The list is open. Source: the description.</summary>
public static class SyncPlatform
{
    /// <summary>The known names.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "QUICKBOOKS", "XERO", "NETSUITE", "ZOHOBOOKS", "SAGE_BUSINESS_CLOUD", "FRESHBOOKS", "QUICKBOOKS_DESKTOP", "DYNAMICS365",
        "MONEYBIRD", "SAGE_INTACCT_V2", "STRIPE",
    ];
}
