using System.Management.Automation;
using System.Reflection;
using Rutter.Client.Errors;
using Rutter.Client.Resources;
using Rutter.Client.Writes;
using RutterPS.Names;

namespace RutterPS.Writes;

/// <summary>The base of creates and updates: changes with an idempotency key and an object in the response.</summary>
/// <typeparam name="T">The model.</typeparam>
public abstract class ChangeResourceCommand<T> : WriteResourceCommand<T, T>
    where T : RutterObject
{
    private readonly RowKeys keys = new();
    private HashSet<string> commandLine = [];
    private RequestBody? body;

    /// <summary>The row with the values: an object whose properties have the names of parameters or of API fields.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Emit the job instead of waiting for its end.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>The idempotency key, by which a retry cannot make the change twice; by default a new UUID for each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("idempotency_key")]
    [AllowEmptyString]
    [AllowNull]
    public string? IdempotencyKey { get; set; }

    /// <summary>The fields of the body, from the current input.</summary>
    private protected abstract FieldValues Fields { get; }

    /// <summary>The target of an error if no row was piped.</summary>
    private protected virtual string Target => $"new {Definition.Name}";

    private protected override WriteOptions Options => base.Options with { NoWait = NoWait };

    /// <summary>The change of the current input, as a sentence without a full stop: <c>Move 12.50 from account A to account B</c>.</summary>
    private protected abstract string Describe();

    /// <summary>The write of the current input, which runs later.</summary>
    private protected abstract Func<WriteEvidence, CancellationToken, Task<WriteResult<T>>> CreateWrite();

    /// <summary>The checked fields of the current input.</summary>
    private protected IReadOnlyList<KeyValuePair<string, object?>> Convert(BodySchema schema, bool isComplete)
    {
        body ??= new RequestBody(WriteWarning);
        var isReadObject = InputObject?.BaseObject is RutterObject || RowText.IsExport(InputObject);
        return body.Convert(schema, Fields, isComplete, field => isReadObject && !IsOnCommandLine(field.Name));
    }

    /// <summary>Whether a parameter is on the command line. An empty value is then intended.</summary>
    private protected bool IsOnCommandLine(string parameter) => commandLine.Contains(parameter);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        commandLine = [.. MyInvocation.BoundParameters.Keys];
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RowText.Restore(this, InputObject, IsOnCommandLine);
        var input = InputObject?.BaseObject is null or PSCustomObject ? (object?)InputObject ?? Target : InputObject.BaseObject;
        InvokeForInput(input, () =>
        {
            // Check the fields first, so that nobody confirms a change that cannot be sent, and -WhatIf reports it too.
            var write = CreateWrite();
            var sentence = Describe();
            if (Confirm(sentence))
            {
                Write(new(input, sentence, KeyOfRow(), write));
            }
        });
    }

    private protected override void WriteResult(object input, WriteResult<T> result) => WriteObject(WrittenObject.From(result));

    private string KeyOfRow()
    {
        // The result of an earlier write has the key of that write. It must not be used again.
        var isInherited = !IsOnCommandLine(nameof(IdempotencyKey)) && InputObject?.BaseObject is RutterObject;
        return keys.Take(isInherited ? null : IdempotencyKey);
    }
}

/// <summary>Creates objects. A derived cmdlet declares its parameters, lists its fields, and says in a sentence what is created.</summary>
/// <typeparam name="T">The model.</typeparam>
public abstract class NewResourceCommand<T> : ChangeResourceCommand<T>
    where T : RutterObject
{
    private protected sealed override Func<WriteEvidence, CancellationToken, Task<WriteResult<T>>> CreateWrite()
    {
        var (writer, fields, options) = (Writer, Convert(Definition.CreateBody!, isComplete: true), Options);
        return (evidence, cancellationToken) => writer.CreateAsync(fields, evidence, options, cancellationToken);
    }
}

/// <summary>Updates objects. A derived cmdlet declares its parameters, lists its fields, and says in a sentence what is changed.</summary>
/// <typeparam name="T">The model.</typeparam>
public abstract class UpdateResourceCommand<T> : ChangeResourceCommand<T>
    where T : RutterObject
{
    private PropertyInfo[]? leftOut;

    /// <summary>The object's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string Id { get; set; } = "";

    private protected sealed override string Target => Id;

    /// <summary>The API names of the fields that every update requires. Missing ones are read first and sent unchanged.</summary>
    private protected virtual IReadOnlyList<string> RequiredFields => [];

    /// <summary>The API names of the fields that cannot be updated. A row with one of them is refused, because ignoring it would hide that.</summary>
    private protected virtual IReadOnlyList<string> FixedFields => [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        LeaveOutWhatWasRead();
        base.ProcessRecord();
    }

    private protected sealed override Func<WriteEvidence, CancellationToken, Task<WriteResult<T>>> CreateWrite()
    {
        RefuseFixedFields();
        var fields = Convert(Definition.UpdateBody!, isComplete: false);
        var (writer, id, options) = (Writer, Id, Options);
        if (fields.Count == 0)
        {
            throw new ArgumentException("Nothing to change was given.");
        }

        return (evidence, cancellationToken) => writer.UpdateAsync(id, fields, RequiredFields, evidence, options, cancellationToken);
    }

    // If the command line says what to change, only the id of a piped object counts. Its other values may be out of date.
    private void LeaveOutWhatWasRead()
    {
        if (InputObject?.BaseObject is not RutterObject)
        {
            return;
        }

        var fields = Definition.UpdateBody!.Fields;
        leftOut ??= fields.Any(field => IsOnCommandLine(field.Name))
            ? [.. from field in fields
                  where !IsOnCommandLine(field.Name) && !RequiredFields.Contains(field.ApiName)
                  let parameter = GetType().GetProperty(field.Name)
                  where parameter is not null
                  select parameter]
            : [];
        Array.ForEach(leftOut, parameter => parameter.SetValue(this, null));
    }

    private void RefuseFixedFields()
    {
        if (InputObject is null or { BaseObject: T })
        {
            return;
        }

        var given = from field in FixedFields
                    from name in new[] { field, ResourceField.ToPascalCase(field) }
                    where !string.IsNullOrEmpty(InputObject.Properties[name]?.Value?.ToString())
                    select name;
        if (given.FirstOrDefault() is { } refused)
        {
            throw new ArgumentException($"'{refused}' of a {Definition.Name} cannot be updated.");
        }
    }
}
