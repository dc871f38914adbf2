using System.Management.Automation;
using Rutter.Client.Listing;
using Rutter.Client.Resources;
using Rutter.Client.Resources.BankTransfers;
using RutterPS.Common;
using RutterPS.Resources;

namespace RutterPS.BankTransfers;

/// <summary>Lists bank transfers, or fetches some by id.</summary>
[Cmdlet(VerbsCommon.Get, "RutterBankTransfer", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(BankTransfer))]
public sealed class GetRutterBankTransferCommand : GetResourceCommand<BankTransfer>
{
    private static readonly string[] NeedOrder = [nameof(Sort), nameof(Cursor), "First", "Skip"];

    /// <summary>How many parts of the list to read side by side, in no particular order.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, 32)]
    public int? Parallel { get; set; }

    /// <inheritdoc/>
    protected override ResourceDefinition<BankTransfer> Definition => BankTransfer.Definition;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Parallel is not null && NeedOrder.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } name)
        {
            ThrowTerminatingError(ErrorRecords.InvalidInput(
                new ArgumentException($"-{name} needs an order, and with -Parallel there is none: several parts of the list arrive at once."),
                "ParallelHasNoOrder",
                null,
                $"Leave out -Parallel, or leave out -{name} and use Sort-Object or Select-Object -First behind the command; nothing was sent."));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            base.ProcessRecord();
        }
        catch (NotSupportedException exception) when (Parallel is not null)
        {
            ThrowTerminatingError(ErrorRecords.Create(
                exception, "ParallelNotSupported", ErrorCategory.NotImplemented, null, "Leave out -Parallel: the list is then read page by page."));
        }
    }

    private protected override IAsyncEnumerable<Page<BankTransfer>> Pages(ListQuery query, long? last) =>
        Parallel is { } readers ? ListClient.ListPagesInParallelAsync(Definition, query, readers) : base.Pages(query, last);
}
