# Runs each line of docs/coverage.md against the emulator.
BeforeDiscovery {
    $page = Get-Content (Join-Path $PSScriptRoot '../../docs/coverage.md')
    $area = ''
    $lines = foreach ($text in $page) {
        if ($text -match '^## (.+)') { $area = $Matches[1] }
        elseif ($text -match '^\| (?<method>[A-Z]+) (?<path>\S+) °?\s*\| `(?<line>.+)` \|$') { @{ Area = $area; Method = $Matches.method; Path = $Matches.path; Line = $Matches.line } }
    }
    $areas = $lines | Group-Object { $_.Area } | ForEach-Object { @{ Area = $_.Name; Lines = $_.Group } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1

    # The id of the first object of a list, which a response holds under a key.
    function Get-FirstId([string] $Path) {
        $response = try { Invoke-RutterRequest $Path -SkipAccessToken:($Path -like '/configs/*') -ErrorAction Stop } catch { $null }
        if ($null -eq $response) { return 'x' }
        $values = @($response) + @($response | ForEach-Object { $_.PSObject.Properties } | ForEach-Object { $_.Value })
        foreach ($item in $values | ForEach-Object { $_ }) {
            if ($null -ne $item -and $item.PSObject.Properties['id'] -and $item.id -is [string]) { return $item.id }
        }
        'x'
    }

    # The values of $id and other variables in a line.
    function Get-Word([string] $Path, $Emulator) {
        $words = @{ merchantId = 'merchant'; publicToken = $null; id = 'x' }
        if ($Path -match '^(?<list>.+?)/\{id\}(?<rest>.*)$') {
            $list, $rest = $Matches.list, $Matches.rest
            # Attachments are known to what they are attached to.
            $words.id = $list -like '*/attachments' ? (Get-FirstId "$($list -replace '/attachments$')/$(Get-FirstId ($list -replace '/attachments$'))/attachments") : (Get-FirstId $list)
            if ($rest -like '/attachments/*') { $words.attachmentId = Get-FirstId "$list/$($words.id)/attachments" }
            if ($rest -like '/variants/*') { $words.id, $words.variantId = (Invoke-RutterRequest $list).products | Where-Object { $_.variants.Count } | Select-Object -First 1 | ForEach-Object { $_.id, $_.variants[0].id } }
            if ($list -eq '/jobs') { $words.id = (Get-RutterBankTransfer -First 1 | New-RutterBankTransfer -NoWait).Id }
            # Checkout sessions have no list.
            if ($list -like '*checkout*') { $words.id = (Invoke-RutterRequest ($list -replace '\{merchantId\}', $words.merchantId) -Method POST -Body @{} -SkipAccessToken).id }
            if ($list -eq '/connections' -or $list -like '*/connections') { $words.id = $Emulator.ConnectionId }
        }
        $words
    }

    # The objects that a line refers to, by the names of their variables: $vendor, and several as $accounts.
    function Get-Object([string] $Line) {
        $found = @{}
        foreach ($name in [regex]::Matches($Line, '\$(?<name>[a-z]\w*)(?:\.Id|\[)').ForEach{ $_.Groups['name'].Value } | Sort-Object -Unique) {
            $one = Get-Command "Get-Rutter$name" -ErrorAction Ignore
            $several = $one ?? (Get-Command "Get-Rutter$($name -replace 'ies$', 'y' -replace 's$')")
            # What is paid already can be linked to nothing.
            $objects = @(& $several | Where-Object { -not $_.PSObject.Properties['Status'] -or $_.Status -notin 'paid', 'void' } | Select-Object -First 2)
            $found[$name] = $one ? $objects[0] : $objects
        }
        $found
    }

    # Runs a line; what is wrong with it, or nothing.
    function Test-Line($Entry, $Emulator) {
        try {
            $id = $attachmentId = $variantId = $merchantId = $publicToken = $null
            foreach ($word in (Get-Word $Entry.Path $Emulator).GetEnumerator()) { Set-Variable $word.Key $word.Value }
            if ($Entry.Line -match '\$publicToken') { $publicToken = $Emulator.LinkConnection((New-RutterConnection).Id) }
            foreach ($object in (Get-Object $Entry.Line).GetEnumerator()) { Set-Variable $object.Key $object.Value }
            $Emulator.ClearRequests()
            $ErrorActionPreference = 'Stop'
            $ConfirmPreference = 'None'
            $null = & ([scriptblock]::Create($Entry.Line)) 3>$null
        }
        catch { return "$_" }
        $pattern = '^' + ([regex]::Escape($Entry.Path) -replace '\\\{\w+\}', '[^/]+') + '$'
        if (-not ($Emulator.Requests | Where-Object { $_.Method -eq $Entry.Method -and $_.Path -match $pattern -and $_.Status -lt 300 })) {
            "it asked for $($Emulator.Requests | ForEach-Object { "$($_.Method) $($_.Path) ($($_.Status))" } | Select-Object -Unique)"
        }
    }
}

Describe 'What of the API is covered' {
    It 'is every operation of the description, once' {
        $description = Get-Content -Raw (Join-Path $PSScriptRoot '../../api/rutter-2024-08-31.openapi.json') | ConvertFrom-Json -AsHashtable
        $operations = foreach ($path in $description.paths.Keys) {
            foreach ($method in $description.paths[$path].Keys) { if ($method -in 'get', 'post', 'put', 'patch', 'delete') { "$($method.ToUpperInvariant()) $path" } }
        }
        $written = Get-Content (Join-Path $PSScriptRoot '../../docs/coverage.md') | ForEach-Object { if ($_ -cmatch '^\| ([A-Z]+ /\S*) ') { $Matches[1] } }
        $written | Sort-Object | Should -Be ($operations | Sort-Object)
    }

    It 'does what its line says: <Area>' -ForEach $areas {
        $emulator = Connect-NewEmulator @{ Platform = 'NETSUITE'; JobDelayMs = 0; Count = 20 }
        Set-Content "$TestDrive/receipt.pdf" 'receipt'
        Push-Location $TestDrive
        $order = 'POST', 'GET', 'PATCH', 'PUT', 'DELETE'
        $wrong = foreach ($entry in $Lines | Sort-Object -Stable { $order.IndexOf($_.Method) }) {
            $problem = Test-Line $entry $emulator
            if ($problem) { "$($entry.Method) $($entry.Path): $($entry.Line)`n    $problem" }
        }
        Pop-Location
        Get-RutterEmulator | Stop-RutterEmulator
        Disconnect-Rutter -Name *
        $wrong -join "`n" | Should -BeNullOrEmpty
    }
}
