# One sample of one contender, in a process of its own. Prints one line of JSON: the time of the work alone, what it gave, the peak memory.
param(
    [Parameter(Mandatory)] [string] $Contender,
    [Parameter(Mandatory)] [string] $Work,
    [Parameter(Mandatory)] [string] $Address,
    [int] $Count,
    [int] $PageSize,
    [Parameter(Mandatory)] [string] $ModulePath
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$list = "$Address/accounting/bank_transfers"
$headers = @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes('bench-client:bench-secret')); 'X-Rutter-Version' = '2024-08-31' }
$file = [IO.Path]::GetTempFileName()
$clock = [Diagnostics.Stopwatch]::new()

function Connect-Bench {
    $secret = [System.Net.NetworkCredential]::new('', 'bench-secret').SecurePassword
    $null = Connect-Rutter -Credential ([pscredential]::new('bench-client', $secret)) -AccessToken 'bench-token' -BaseUri $Address
}

# What one would write without the module.
function Get-RestPage([string] $Query) { Invoke-RestMethod -Uri "${list}?access_token=bench-token&limit=$PageSize$Query" -Headers $headers }
function Get-RestList([string] $Key = 'bank_transfers') {
    $cursor = ''
    do {
        $page = Get-RestPage $cursor
        $page.$Key
        $cursor = '&cursor=' + [uri]::EscapeDataString("$($page.next_cursor)")
    } while ($page.next_cursor)
}
function Get-HashtableList {
    $cursor = ''
    do {
        $page = (Invoke-WebRequest -Uri "${list}?access_token=bench-token&limit=$PageSize$cursor" -Headers $headers).Content | ConvertFrom-Json -AsHashtable
        $page['bank_transfers']
        $cursor = '&cursor=' + [uri]::EscapeDataString("$($page['next_cursor'])")
    } while ($page['next_cursor'])
}

# Counts alone, so that no pipeline is in it.
function Measure-RestPage([switch] $Hashtable) {
    $cursor = ''
    $rows = 0
    do {
        $page = $Hashtable `
            ? ((Invoke-WebRequest -Uri "${list}?access_token=bench-token&limit=$PageSize$cursor" -Headers $headers).Content | ConvertFrom-Json -AsHashtable) `
            : (Get-RestPage $cursor)
        $rows += @($page.bank_transfers).Count
        $cursor = '&cursor=' + [uri]::EscapeDataString("$($page.next_cursor)")
    } while ($page.next_cursor)
    $rows
}

$body = '{{"response_mode":"{0}","bank_transfer":{{"credit_account_id":"7d1c8a52-3b0e-4d5a-9f67-0c9a1b2e3f40","debit_account_id":"e2b6f0d4-91c7-4a38-8e15-6d7f8091a2b3","total_amount":{1},"transaction_date":"2024-03-01"}}}}'
$row = @{ CreditAccountId = '7d1c8a52-3b0e-4d5a-9f67-0c9a1b2e3f40'; DebitAccountId = 'e2b6f0d4-91c7-4a38-8e15-6d7f8091a2b3'; TransactionDate = '2024-03-01' }
$line = @{ AccountId = $row.DebitAccountId; Description = 'Services'; TotalAmount = 12.5 }
$patient = @{ Headers = $headers; MaximumRetryCount = 20; RetryIntervalSec = 1 }

$works = @{
    'RutterPS/import'       = { $clock.Start(); Import-Module $ModulePath; $clock.Stop(); 1 }
    'Empty module/import'   = { $clock.Start(); Import-Module "$PSScriptRoot/Empty.psm1"; $clock.Stop(); 1 }
    'RutterPS/first-call'   = { Import-Module $ModulePath; $clock.Start(); Connect-Bench; $one = Get-RutterBankTransfer -First 1; $clock.Stop(); @($one).Count }
    'IRM/first-call'        = { $clock.Start(); $page = Get-RestPage; $clock.Stop(); @($page.bank_transfers).Count }

    'RutterPS/list'         = { $clock.Start(); Get-RutterBankTransfer -PageSize $PageSize | Out-Null; $clock.Stop(); $null }
    'RutterPS, default size/list' = { $clock.Start(); Get-RutterBankTransfer | Out-Null; $clock.Stop(); $null }
    'RutterPS -Parallel 8/list' = { $clock.Start(); Get-RutterBankTransfer -PageSize $PageSize -Parallel 8 | Out-Null; $clock.Stop(); $null }
    'IRM/list'              = { $clock.Start(); $rows = Measure-RestPage; $clock.Stop(); $rows }
    'IWR hashtable/list'    = { $clock.Start(); $rows = Measure-RestPage -Hashtable; $clock.Stop(); $rows }

    'RutterPS/keep'         = { $clock.Start(); $all = Get-RutterBankTransfer -PageSize $PageSize; $clock.Stop(); $all.Count }
    'IRM/keep'              = { $clock.Start(); $all = Get-RestList; $clock.Stop(); $all.Count }
    'IWR hashtable/keep'    = { $clock.Start(); $all = Get-HashtableList; $clock.Stop(); $all.Count }

    'RutterPS/csv'          = { $clock.Start(); Get-RutterBankTransfer -PageSize $PageSize | Export-Csv $file; $clock.Stop(); [Linq.Enumerable]::Count([IO.File]::ReadLines($file)) - 1 }
    'IRM/csv'               = { $clock.Start(); Get-RestList | Export-Csv $file; $clock.Stop(); [Linq.Enumerable]::Count([IO.File]::ReadLines($file)) - 1 }

    'RutterPS/export-csv'   = { $clock.Start(); Get-RutterBankTransfer -PageSize $PageSize | Export-RutterCsv $file; $clock.Stop(); [Linq.Enumerable]::Count([IO.File]::ReadLines($file)) - 1 }
    'RutterPS/measure'      = { $clock.Start(); $sum = Get-RutterBankTransfer -PageSize $PageSize | Measure-RutterAmount; $clock.Stop(); $sum.Count }

    'RutterPS/invoices'     = { $clock.Start(); $rows = (Get-RutterInvoice -PageSize $PageSize | Measure-Object).Count; $clock.Stop(); $rows }
    'RutterPS -Parallel 8/invoices' = { $clock.Start(); $rows = (Get-RutterInvoice -PageSize $PageSize -Parallel 8 | Measure-Object).Count; $clock.Stop(); $rows }
    'IRM/invoices'          = { $list = "$Address/accounting/invoices"; $clock.Start(); $rows = (Get-RestList invoices | Measure-Object).Count; $clock.Stop(); $rows }

    # The first sync, of everything, is not what is measured.
    'RutterPS/sync'         = {
        $null = Sync-RutterBankTransfer -StatePath "$file.state" | Measure-Object
        $null = Invoke-RestMethod "$($Address -replace '/versioned$')/grow/100"
        $clock.Start()
        $changes = Sync-RutterBankTransfer -StatePath "$file.state"
        $clock.Stop()
        @($changes).Count
    }

    'RutterPS/select-first' = { $clock.Start(); $some = Get-RutterBankTransfer -PageSize $PageSize | Select-Object -First $Count; $clock.Stop(); $some.Count }

    'RutterPS/runspaces'    = {
        $session = Get-RutterSession
        $size = $PageSize
        $path = $ModulePath
        $clock.Start()
        $rows = 1..8 | ForEach-Object -ThrottleLimit 8 -Parallel { Import-Module $using:path; (Get-RutterBankTransfer -PageSize $using:size -Session $using:session | Measure-Object).Count } | Measure-Object -Sum
        $clock.Stop()
        $rows.Sum
    }
    'IRM/runspaces'         = {
        $clock.Start()
        $rows = 1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
            $next = ''
            $patient = $using:patient
            do {
                $page = Invoke-RestMethod -Uri "$($using:list)?access_token=bench-token&limit=$($using:PageSize)$next" @patient
                $page.bank_transfers.Count
                $next = '&cursor=' + [uri]::EscapeDataString("$($page.next_cursor)")
            } while ($page.next_cursor)
        } | Measure-Object -Sum
        $clock.Stop()
        $rows.Sum
    }
    'IRM/throttled'         = {
        $cursor = ''
        $rows = 0
        $clock.Start()
        do {
            $page = Invoke-RestMethod -Uri "${list}?access_token=bench-token&limit=$PageSize$cursor" @patient
            $rows += $page.bank_transfers.Count
            $cursor = '&cursor=' + [uri]::EscapeDataString("$($page.next_cursor)")
        } while ($page.next_cursor)
        $clock.Stop()
        $rows
    }

    'RutterPS/create'       = {
        $rows = 1..$Count | ForEach-Object { [pscustomobject]@{ total_amount = $_ } }
        $clock.Start()
        $made = $rows | New-RutterBankTransfer @row -ResponseMode PreferSync -ThrottleLimit 32
        $clock.Stop()
        @($made).Count
    }
    'IRM/create'            = {
        $clock.Start()
        $made = foreach ($i in 1..$Count) { Invoke-RestMethod -Method Post -Uri "${list}?access_token=bench-token" -ContentType application/json -Body ($body -f 'prefer_sync', $i) @patient }
        $clock.Stop()
        @($made).Count
    }
    'RutterPS/create-invoices' = {
        $rows = 1..$Count | ForEach-Object { [pscustomobject]@{ document_number = "INV-$_" } }
        $clock.Start()
        $made = $rows | New-RutterInvoice -CustomerId $row.CreditAccountId -CurrencyCode USD -IssueDate 2024-03-01 -LineItems $line, $line, $line -ResponseMode PreferSync -ThrottleLimit 32
        $clock.Stop()
        @($made).Count
    }
    'IRM/create-invoices'   = {
        $invoice = @{ response_mode = 'prefer_sync'; invoice = @{ customer_id = $row.CreditAccountId; currency_code = 'USD'; issue_date = '2024-03-01'; line_items = @(@{ account_id = $row.DebitAccountId; description = 'Services'; total_amount = 12.5 }) * 3 } } | ConvertTo-Json -Depth 5
        $clock.Start()
        $made = foreach ($i in 1..$Count) { Invoke-RestMethod -Method Post -Uri "$Address/accounting/invoices?access_token=bench-token" -ContentType application/json -Body $invoice @patient }
        $clock.Stop()
        @($made).Count
    }
    'RutterPS/wait-jobs'    = {
        $jobs = 1..$Count | ForEach-Object { [guid]::NewGuid().ToString() }
        $clock.Start()
        $done = Wait-RutterJob -Id $jobs
        $clock.Stop()
        @($done).Count
    }
    'IRM/wait-jobs'         = {
        $jobs = 1..$Count | ForEach-Object { [guid]::NewGuid().ToString() }
        $clock.Start()
        $done = foreach ($job in $jobs) { do { $state = Invoke-RestMethod -Uri "$Address/jobs/$job" @patient } until ($state.status -in 'success', 'failure'); $state }
        $clock.Stop()
        @($done).Count
    }

    'RutterPS/signature'    = {
        $payload = [Text.Encoding]::UTF8.GetBytes('x' * 2048)
        $secret = [System.Net.NetworkCredential]::new('', 'bench-secret').SecurePassword
        $signature = New-RutterWebhookSignature -Payload $payload -Secret $secret
        $valid = 0
        $clock.Start()
        foreach ($i in 1..$Count) { if (Test-RutterWebhookSignature -Payload $payload -Signature $signature -Secret $secret) { $valid++ } }
        $clock.Stop()
        $valid
    }
    'Script with HMACSHA256/signature' = {
        $payload = [Text.Encoding]::UTF8.GetBytes('x' * 2048)
        $key = [Text.Encoding]::UTF8.GetBytes('bench-secret')
        $signature = 'sha256=' + [Convert]::ToBase64String([Security.Cryptography.HMACSHA256]::HashData($key, $payload))
        $valid = 0
        $clock.Start()
        foreach ($i in 1..$Count) {
            $hash = [Security.Cryptography.HMACSHA256]::HashData($key, $payload)
            if ([Security.Cryptography.CryptographicOperations]::FixedTimeEquals($hash, [Convert]::FromBase64String($signature.Substring(7)))) { $valid++ }
        }
        $clock.Stop()
        $valid
    }
}
$works['RutterPS/throttled'] = $works['RutterPS/list']

try {
    if ($Contender -like 'RutterPS*' -and $Work -notin 'import', 'first-call') {
        Import-Module $ModulePath
        Connect-Bench
    }

    $value = & $works["$Contender/$Work"]
    $peak = if (Test-Path /proc/self/status) {
        [int]([regex]::Match([IO.File]::ReadAllText('/proc/self/status'), 'VmHWM:\s+(\d+)').Groups[1].Value) / 1024
    }
    else {
        [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB
    }

    # A number in a string is written the invariant way.
    [Console]::Out.WriteLine("{""ms"":$($clock.Elapsed.TotalMilliseconds),""value"":$($null -eq $value ? 'null' : $value),""peakMB"":$peak}")
}
finally {
    [IO.File]::Delete($file)
    [IO.File]::Delete("$file.state")
}
