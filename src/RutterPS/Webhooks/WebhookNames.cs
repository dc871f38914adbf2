using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using RutterPS.Common;

namespace RutterPS.Webhooks;

/// <summary>The documented types and codes of webhooks, for completion. Both lists are open.</summary>
internal static class WebhookNames
{
    private static readonly string[] Entities =
    [
        "ACCOUNT", "ACCOUNTING_CUSTOMER_REFUND", "BANK_ACCOUNT", "BANK_DEPOSIT", "BANK_FEED_ACCOUNT", "BANK_TRANSACTION", "BANK_TRANSFER", "BILL",
        "BILL_CREDIT_MEMO", "BILL_PAYMENT", "CLASS", "CURRENCY", "CUSTOMER", "DEPARTMENT", "EXPENSE", "INVOICE", "INVOICE_CREDIT_MEMO",
        "INVOICE_PAYMENT", "ITEM", "JOURNAL_ENTRY", "ORDER", "PAYMENT_METHOD", "PAYMENT_TERM", "PRODUCT", "PROJECT", "PURCHASE_ORDER",
        "SALES_ORDER", "TASK", "VENDOR",
    ];

    private static readonly string[] ConnectionCodes =
    [
        "INITIAL_UPDATE", "HISTORICAL_UPDATE", "INCREMENTAL_SYNC_COMPLETED", "CONNECTION_METADATA_READY", "BACKFILL_COMPLETED",
        "CONNECTION_AUTHENTICATED", "CONNECTION_DISABLED", "CONNECTION_ERROR", "CONNECTION_LINK_ERROR", "CONNECTION_NEEDS_UPDATE",
        "CONNECTION_UPDATED", "CARD_ACTIVATION_ERROR",
    ];

    private static readonly string[] Changes = ["CREATED", "UPDATED", "DELETED"];

    public static IEnumerable<string> Types { get; } = ["CONNECTION", "JOB", .. Entities];

    public static IEnumerable<string> Codes { get; } =
        [.. ConnectionCodes, "JOB_COMPLETED", .. Entities.SelectMany(entity => Changes.Select(change => $"{entity}_{change}"))];
}

/// <summary>Completes the known types of webhooks; others are allowed.</summary>
public sealed class WebhookTypeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(WebhookNames.Types.Select(name => (name, name)), wordToComplete);
}

/// <summary>Completes the known codes of webhooks; others are allowed.</summary>
public sealed class WebhookCodeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(WebhookNames.Codes.Select(name => (name, name)), wordToComplete);
}
