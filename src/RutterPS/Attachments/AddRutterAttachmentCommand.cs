using System.Management.Automation;
using Rutter.Client.Attachments;
using Rutter.Client.Files;
using Rutter.Client.Resources;
using Rutter.Client.Resources.Attachments;
using Rutter.Client.Writes;
using RutterPS.Common;
using RutterPS.Files;
using RutterPS.Writes;

namespace RutterPS.Attachments;

/// <summary>Attaches files to objects. Each is attached once, even if requests have to be retried.</summary>
[Cmdlet(VerbsCommon.Add, "RutterAttachment", DefaultParameterSetName = ObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(Attachment), typeof(Rutter.Client.Jobs.RutterJob))]
public sealed class AddRutterAttachmentCommand : WriteCommand<Attachment>
{
    private const string ObjectSet = "Object";
    private const string IdSet = "Id";

    private readonly RowKeys keys = new();
    private bool isKeyOnCommandLine;
    private TransferProgress? transfer;

    /// <summary>The files; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The objects that get the files, for example bills from Get-RutterBill.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public RutterObject? InputObject { get; set; }

    /// <summary>The kind of object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AttachmentResourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string Resource { get; set; } = "";

    /// <summary>The id of the object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string OwnerId { get; set; } = "";

    /// <summary>The name for the attachment; by default the file's own.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("file_name")]
    [AllowEmptyString]
    [AllowNull]
    public string? FileName { get; set; }

    /// <summary>Emit the job instead of waiting for its end.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>The idempotency key, by which a retry cannot attach the file twice; by default a new UUID for each file.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("idempotency_key")]
    [AllowEmptyString]
    [AllowNull]
    public string? IdempotencyKey { get; set; }

    private protected override WriteOptions Options => base.Options with { NoWait = NoWait };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        isKeyOnCommandLine = MyInvocation.BoundParameters.ContainsKey(nameof(IdempotencyKey));
        transfer = new TransferProgress(this, "Sending files");
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        object input = InputObject is null ? OwnerId : InputObject;
        InvokeForInput(input, () =>
        {
            var owner = InputObject is null ? AttachmentOwner.Of(Resource, OwnerId) : AttachmentOwner.Of(InputObject);
            var files = Path.SelectMany(Files).ToList();
            if (files.Count > 1 && !string.IsNullOrWhiteSpace(FileName))
            {
                throw new ArgumentException("Several files cannot have the same name.");
            }

            foreach (var file in files)
            {
                Add(input, owner, file);
            }
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        transfer?.Dispose();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        transfer?.Stop();
        base.Dispose(disposing);
    }

    private protected override void WriteResult(object input, WriteResult<Attachment> result) => WriteObject(WrittenObject.From(result));

    private void Add(object input, AttachmentOwner owner, string path)
    {
        try
        {
            // Check the file first, so that nobody confirms a file that cannot be sent, and -WhatIf reports it too.
            var file = FileUpload.Of(path, FileName, transfer!.Add);
            var sentence = new ChangeSentence($"Attach {ChangeSentence.Show(file.Name)} to {owner.Name} {ChangeSentence.Show(owner.Id)}").ToString();
            if (!Confirm(sentence))
            {
                return;
            }

            // The result of an earlier write has the key of that write. It must not be used again.
            var key = keys.Take(InputObject is null || isKeyOnCommandLine ? IdempotencyKey : null);
            var (client, options) = (Client, Options);
            transfer.Expect(file.Length);
            Write(new(input, sentence, key, (evidence, cancellation) => client.Attachments.AddAsync(owner, file, evidence, options, cancellation)));
        }
        catch (FileException failure)
        {
            Report(FileErrors.From(failure, input), isFinal: false);
        }
    }

    // A file name may have brackets, so try the literal path before the wildcards.
    private IEnumerable<string> Files(string path)
    {
        var literal = FileSystemPath.Resolve(this, path);
        if (File.Exists(literal) || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [literal];
        }

        var found = GetResolvedProviderPathFromPSPath(path, out _).Where(File.Exists).ToList();
        return found.Count > 0 ? found : throw new ArgumentException($"No file is called '{path}'.");
    }
}
