using System.Management.Automation;
using Rutter.Client.Resources.BankFeeds;
using RutterPS.Session;

namespace RutterPS.BankFeeds;

/// <summary>Makes the link to the page on which a person matches bank feed accounts with those of the books.</summary>
[Cmdlet(VerbsCommon.New, "RutterBankFeedAccountMappingLink", SupportsShouldProcess = true)]
[OutputType(typeof(BankFeedAccountMappingLink))]
public sealed class NewRutterBankFeedAccountMappingLinkCommand : RutterSessionCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        const string Sentence = "Create a link to the page that matches bank feed accounts";
        if (ShouldProcess(Sentence + ".", Sentence + "?", MyInvocation.MyCommand.Name))
        {
            InvokeForInput(null, () => WriteObject(WaitFor(Client.BankFeeds.CreateMappingLinkAsync(Cancellation))));
        }
    }
}
