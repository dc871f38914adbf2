# Dot-sourced by the suites that look at everything a person sees: a host that writes down what reaches the screen.
if (-not ('RutterPS.Tests.ScreenHost' -as [type])) {
    Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace RutterPS.Tests
{
    public sealed class ScreenHost : PSHost
    {
        private readonly Screen screen = new();
        private readonly Guid id = Guid.NewGuid();
        public List<string> Written => screen.Written;
        public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;
        public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;
        public override Guid InstanceId => id;
        public override string Name => "ScreenHost";
        public override PSHostUserInterface UI => screen;
        public override Version Version => new(1, 0);
        public override void EnterNestedPrompt() { }
        public override void ExitNestedPrompt() { }
        public override void NotifyBeginApplication() { }
        public override void NotifyEndApplication() { }
        public override void SetShouldExit(int exitCode) { }
    }

    internal sealed class Screen : PSHostUserInterface, IHostUISupportsMultipleChoiceSelection
    {
        public List<string> Written { get; } = new();
        public override PSHostRawUserInterface RawUI { get; } = new Raw();
        public override bool SupportsVirtualTerminal => true;
        private void Add(string what, string text) { lock (Written) { Written.Add(what + "|" + text); } }
        public override void Write(string value) => Add("text", value);
        public override void Write(ConsoleColor foreground, ConsoleColor background, string value) => Add("text", value);
        public override void WriteLine(string value) => Add("line", value);
        public override void WriteErrorLine(string value) => Add("error", value);
        public override void WriteDebugLine(string message) => Add("debug", message);
        public override void WriteVerboseLine(string message) => Add("verbose", message);
        public override void WriteWarningLine(string message) => Add("warning", message);
        public override void WriteInformation(InformationRecord record) => Add("information", record.ToString());
        public override void WriteProgress(long sourceId, ProgressRecord record) => Add("progress", record.Activity + "|" + record.StatusDescription + "|" + record.CurrentOperation);
        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) { Add("prompt", caption + "|" + message); return 0; }
        public Collection<int> PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, IEnumerable<int> defaultChoices) { Add("prompt", caption + "|" + message); return new Collection<int> { 0 }; }
        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) { Add("prompt", caption + "|" + message); return new(); }
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => null;
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) => null;
        public override string ReadLine() => "";
        public override SecureString ReadLineAsSecureString() => new();
    }

    internal sealed class Raw : PSHostRawUserInterface
    {
        public override ConsoleColor BackgroundColor { get; set; }
        public override Size BufferSize { get; set; } = new(400, 3000);
        public override Coordinates CursorPosition { get; set; }
        public override int CursorSize { get; set; }
        public override ConsoleColor ForegroundColor { get; set; }
        public override bool KeyAvailable => false;
        public override Size MaxPhysicalWindowSize => new(400, 3000);
        public override Size MaxWindowSize => new(400, 3000);
        public override Coordinates WindowPosition { get; set; }
        public override Size WindowSize { get; set; } = new(400, 3000);
        public override string WindowTitle { get; set; } = "";
        public override void FlushInputBuffer() { }
        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => new BufferCell[0, 0];
        public override KeyInfo ReadKey(ReadKeyOptions options) => default;
        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) { }
        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) { }
        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) { }
    }
}
'@
}

function Open-Screen {
    # A runspace with such a host, the module, and a session of the emulator.
    param($Emulator)
    $screen = [RutterPS.Tests.ScreenHost]::new()
    $runspace = [runspacefactory]::CreateRunspace($screen)
    $runspace.Open()
    $shell = [powershell]::Create($runspace)
    $null = $shell.AddScript("
        Import-Module '$env:RUTTERPS_MODULE'
        `$PSStyle.OutputRendering = 'Ansi'
        `$VerbosePreference = `$DebugPreference = `$InformationPreference = `$WarningPreference = 'Continue'
        `$ErrorActionPreference = 'Continue'
        `$ConfirmPreference = 'Low'
        `$emulator = `$args[0]
        `$null = Connect-Rutter -Emulator `$emulator
    ").AddArgument($Emulator).Invoke()
    $screen.Written.Clear()
    [pscustomobject]@{ Host = $screen; Runspace = $runspace; Shell = $shell }
}

function Show-OnScreen {
    # What a person sees of a call: its streams, prompts and progress, its output in each view, its errors in each error view.
    param($Screen, [string] $Call)
    $Screen.Host.Written.Clear()
    $Screen.Shell.Commands.Clear()
    $null = $Screen.Shell.AddScript("
        `$global:Error.Clear()
        `$shown = @(& { try { $Call } catch { `$_ } } 2>&1)
        `$global:ErrorView = 'ConciseView'
        # Type by type: of several in one pipeline PowerShell shows the later ones without their views.
        `$shown | Group-Object { `$_.PSTypeNames[0] } | ForEach-Object { `$_.Group | Out-Default }
        `$objects = @(`$shown | Where-Object { `$_ -isnot [System.Management.Automation.ErrorRecord] })
        # An object of unknown shape has one view, its default; lists, columns and text of it are PowerShell's own.
        `$objects = @(`$objects | Where-Object { `$_.PSTypeNames[0] -ne 'RutterPS.Requests.RutterResponseObject' })
        `$objects | Group-Object { `$_.PSTypeNames[0] } | ForEach-Object { `$_.Group | Format-List | Out-Default; `$_.Group | Format-Table | Out-Default }
        foreach (`$item in `$objects) { `"`$item`" | Out-Default }
        foreach (`$view in 'NormalView', 'CategoryView') {
            `$global:ErrorView = `$view
            `$shown | Where-Object { `$_ -is [System.Management.Automation.ErrorRecord] } | Out-Default
        }
    ").Invoke()
    , @($Screen.Host.Written)
}

function Close-Screen($Screen) {
    $Screen.Shell.Dispose()
    $Screen.Runspace.Dispose()
}
