using System.Management.Automation;
using Rutter.Client.Resources.BankFeeds;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.BankFeeds;

/// <summary>Makes a one-time password, with which a person connects bank feeds at the platform.</summary>
[Cmdlet(VerbsCommon.New, "RutterBankFeedOtp", SupportsShouldProcess = true)]
[OutputType(typeof(BankFeedOtp))]
public sealed class NewRutterBankFeedOtpCommand : RutterSessionCmdlet
{
    /// <summary>Show the password as text.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => this.ExcludeTokenFromSerialization(typeof(BankFeedOtp), nameof(BankFeedOtp.Otp));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        const string Sentence = "Create a one-time password for bank feeds";
        if (ShouldProcess(Sentence + ".", Sentence + "?", MyInvocation.MyCommand.Name))
        {
            InvokeForInput(null, () => WriteObject(Shown(WaitFor(Client.BankFeeds.CreateOtpAsync(Cancellation)))));
        }
    }

    private object Shown(BankFeedOtp made)
    {
        if (!AsPlainText)
        {
            return made;
        }

        var shown = new PSObject(made);
        shown.Members.Add(new PSNoteProperty(nameof(BankFeedOtp.Otp), made.Otp.ToSecret()!.Reveal()));
        shown.Members.Add(new PSNoteProperty(nameof(BankFeedOtp.RedirectUri), made.RevealRedirectUri()));
        return shown;
    }
}
