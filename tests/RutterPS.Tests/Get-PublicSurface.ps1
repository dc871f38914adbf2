# Writes what scripts can rely on: each cmdlet with its parameters, and each type that a cmdlet emits with its properties.
param([Parameter(Mandatory)] [string] $ModulePath)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path (Resolve-Path $ModulePath) 'RutterPS.psd1')

function Get-TypeName([type] $Type) {
    if ($Type.IsArray) { return "$(Get-TypeName $Type.GetElementType())[]" }
    if ([Nullable]::GetUnderlyingType($Type)) { return "$(Get-TypeName ([Nullable]::GetUnderlyingType($Type)))?" }
    if ($Type.IsGenericType) {
        return "$($Type.Name -replace '`.*')<$(@($Type.GetGenericArguments() | ForEach-Object { Get-TypeName $_ }) -join ', ')>"
    }
    $Type.Namespace -match '^(System|Microsoft)' ? $Type.Name : $Type.FullName
}

# The same order on every system and in every culture.
function Get-Order([string] $Text) { [Convert]::ToHexString([System.Text.Encoding]::UTF8.GetBytes($Text)) }

function Get-Owned([type] $Type) {
    # The types of this module's own in a type: the element of a list, the value of a dictionary.
    if ($Type.IsArray) { Get-Owned $Type.GetElementType() }
    elseif ($Type.IsGenericType) { $Type.GetGenericArguments() | ForEach-Object { Get-Owned $_ } }
    elseif ($Type.Namespace -match '^Rutter' -and -not $Type.IsEnum) { $Type }
}

$common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
$types = [System.Collections.Generic.SortedDictionary[string, type]]::new([StringComparer]::Ordinal)
$waiting = [System.Collections.Generic.Queue[type]]::new()

foreach ($command in Get-Command -Module RutterPS | Sort-Object { Get-Order $_.Name }) {
    $command.Name
    foreach ($set in $command.ParameterSets | Sort-Object { Get-Order $_.Name }) {
        "  set $($set.Name)$($set.IsDefault ? ' (default)' : '')"
        foreach ($parameter in $set.Parameters | Where-Object Name -NotIn $common | Sort-Object { Get-Order $_.Name }) {
            $aliases = @($parameter.Aliases | Sort-Object { Get-Order $_ }) -join ', '
            $facts = @(
                Get-TypeName $parameter.ParameterType
                if ($parameter.IsMandatory) { 'mandatory' }
                if ($parameter.Position -ge 0) { "position $($parameter.Position)" }
                if ($parameter.ValueFromPipeline) { 'pipeline' }
                if ($parameter.ValueFromPipelineByPropertyName) { 'by property name' }
                if ($aliases) { "alias $aliases" }
            ) -join ', '
            "    -$($parameter.Name): $facts"
        }
    }
    foreach ($output in $command.OutputType | Sort-Object { Get-Order $_.Name }) {
        "  emits $($output.Type ? (Get-TypeName $output.Type) : $output.Name)"
        if ($output.Type) { Get-Owned $output.Type | ForEach-Object { $waiting.Enqueue($_) } }
    }
    ''
}

while ($waiting.Count -gt 0) {
    $type = $waiting.Dequeue()
    if (-not $types.ContainsKey($type.FullName)) {
        $types.Add($type.FullName, $type)
        foreach ($property in $type.GetProperties()) { Get-Owned $property.PropertyType | ForEach-Object { $waiting.Enqueue($_) } }
    }
}

foreach ($type in $types.Values) {
    $type.FullName
    foreach ($property in $type.GetProperties() | Sort-Object { Get-Order $_.Name }) { "  $($property.Name): $(Get-TypeName $property.PropertyType)" }
    foreach ($method in $type.GetMethods() | Where-Object { -not $_.IsSpecialName -and $_.DeclaringType.Namespace -match '^Rutter' -and $_.Name -ne 'ToString' } | Sort-Object { Get-Order "$_" }) {
        "  $($method.Name)($(@($method.GetParameters() | ForEach-Object { "$(Get-TypeName $_.ParameterType) $($_.Name)" }) -join ', ')): $(Get-TypeName $method.ReturnType)"
    }
    ''
}
