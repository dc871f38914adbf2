using System.Management.Automation;
using Rutter.Client.Resources.Connections;
using RutterPS.Emulators;

namespace RutterPS.Connections;

/// <summary>Creates a connection. A person opens its link to sign in to the platform.</summary>
[Cmdlet(VerbsCommon.New, "RutterConnection", SupportsShouldProcess = true)]
[OutputType(typeof(RutterConnection))]
public sealed class NewRutterConnectionCommand : ConnectionCommand
{
    /// <summary>The platform; by default the person chooses.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(PlatformCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Platform { get; set; }

    /// <summary>Show the access token as text.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var sentence = Platform is null ? "Create a connection" : $"Create a connection to {Platform}";
        if (ShouldProcess(sentence + ".", sentence + "?", MyInvocation.MyCommand.Name))
        {
            InvokeForInput(null, () =>
            {
                var made = WaitFor(Connections.CreateAsync(Platform, Cancellation));
                Emit(made, made.AccessToken, AsPlainText);
            });
        }
    }
}
