using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Rutter.Client.Events;
using RutterPS.Common;

namespace RutterPS.Events;

/// <summary>Completes the known types of events; others are allowed.</summary>
public sealed class EventTypeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching([(EventQuery.ObjectDeleted, "The object was deleted on its platform.")], wordToComplete);
}

/// <summary>Completes the kinds of object of accounting events; others are allowed. Source: "Events".</summary>
public sealed class EventResourceCompleter : IArgumentCompleter
{
    private static readonly string[] Names =
    [
        "ACCOUNT", "ACCOUNTING_CUSTOMER", "BANK_DEPOSIT", "BANK_TRANSFER", "BILL", "BILL_CREDIT_MEMO", "BILL_PAYMENT", "CLASS", "COMPANY_INFO",
        "CURRENCIES", "DEPARTMENT", "EXPENSE", "INVOICE", "INVOICE_CREDIT_MEMO", "INVOICE_PAYMENT", "ITEMS", "JOURNAL_ENTRY", "LOCATION",
        "PAYMENT_METHOD", "PAYMENT_TERM", "PROJECT", "PURCHASE_ORDER", "SALES_ORDER", "SUBSIDIARY", "TASK", "TAX_RATES", "VENDOR",
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(Names.Select(name => (name, name)), wordToComplete);
}
