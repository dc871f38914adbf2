using System.Management.Automation;
using Rutter.Client.Listing;
using Rutter.Client.Resources.Banking;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.Banking;

/// <summary>Reads something that banks say of accounts; a cmdlet adds what.</summary>
public abstract class BankAccountCommand : RutterSessionCmdlet
{
    /// <summary>The ids of bank accounts.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdTransformation]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Whose ids they are.</summary>
    [Parameter]
    [Alias("id_type")]
    [ValidateSet("rutter", "platform")]
    public string IdType { get; set; } = "rutter";

    /// <summary>Take what is there although the connection's first download is not complete.</summary>
    [Parameter]
    [Alias("force_fetch")]
    public SwitchParameter ForceFetch { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            var query = new FetchQuery(id) { IsPlatformId = IdType == "platform", ForceFetch = ForceFetch };
            InvokeForInput(id, () => WriteObject(Read(query)), isOnly: Id.Length == 1);
        }
    }

    private protected abstract object Read(FetchQuery query);
}

/// <summary>Reads what is on bank accounts now.</summary>
[Cmdlet(VerbsCommon.Get, "RutterBankAccountBalance")]
[OutputType(typeof(CurrentBalance))]
public sealed class GetRutterBankAccountBalanceCommand : BankAccountCommand
{
    private protected override object Read(FetchQuery query) => WaitFor(Client.BankAccounts.GetBalanceAsync(query, Cancellation));
}

/// <summary>Reads the numbers of bank accounts.</summary>
[Cmdlet(VerbsCommon.Get, "RutterBankAccountDetail")]
[OutputType(typeof(BankAccountNumbers))]
public sealed class GetRutterBankAccountDetailCommand : BankAccountCommand
{
    private protected override object Read(FetchQuery query) => WaitFor(Client.BankAccounts.GetDetailsAsync(query, Cancellation));
}
