BeforeAll {
    . $PSScriptRoot/Common.ps1

    # Two accounts of the same currency.
    function Get-AccountPair {
        $one = Get-RutterBankTransfer -First 1
        $one.CreditAccountId, $one.DebitAccountId
    }

    # What an error must say about a change with an unknown outcome.
    function Assert-Unknown($Failure, [string] $Key) {
        "$($Failure.Exception.Verdict)" | Should -Be 'Unknown'
        $Failure.Exception.MayHaveSucceeded | Should -BeTrue
        $Failure.Exception.IdempotencyKey | Should -Be $Key
        $Failure.ErrorDetails.RecommendedAction | Should -BeLike "*-IdempotencyKey $Key*"
        $Failure.ErrorDetails.RecommendedAction | Should -Not -BeLike '*new key*'
    }
}

Describe 'A write that Rutter accepted' {
    BeforeAll {
        $emulator = Connect-NewEmulator @{ TransferCount = 5 } @{ MaximumRetryCount = 1 }
        $from, $to = Get-AccountPair
        $made = New-RutterBankTransfer $from $to 10
    }
    BeforeEach { $emulator.ClearFaults() }
    AfterAll { $emulator.Stop() }

    It 'is unknown when its job cannot be read: <Name>' -ForEach @(
        @{ Name = 'the connection breaks'; Fault = @{ Kind = 'DropBeforeCommit' } }
        @{ Name = '401'; Fault = @{ Kind = 'Status'; Status = 401 } }
        @{ Name = '404'; Fault = @{ Kind = 'Status'; Status = 404 } }
        @{ Name = 'a web page'; Fault = @{ Kind = 'Html'; Status = 200 } }
        @{ Name = 'a list'; Fault = @{ Kind = 'RawBody'; Body = '[null]' } }
    ) {
        $emulator.AddFault($Fault + @{ Method = 'GET'; Path = '/jobs/*' })
        $rows = 1, 2 | ForEach-Object { [pscustomobject]@{ TotalAmount = $_; IdempotencyKey = "$Name $_" -replace '\s', '-' } }
        $rows | New-RutterBankTransfer $from $to -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 2
        foreach ($i in 0, 1) {
            Assert-Unknown $failures[$i] $rows[$i].IdempotencyKey
            $failures[$i].TargetObject.TotalAmount | Should -Be $rows[$i].TotalAmount
            $failures[$i].Exception.JobId | Should -Not -BeNullOrEmpty
        }
        $key = "update-$(New-Guid)"
        $null = Update-RutterBankTransfer -Id $made.Id -Memo $Name -IdempotencyKey $key -ErrorAction SilentlyContinue -ErrorVariable failures
        Assert-Unknown $failures[0] $key
    }

    It 'is unknown when no path can hold the id of its job' {
        $emulator.AddFault(@{ Kind = 'RawBody'; Status = 202; Body = '{"id":"a/b","status":"prequeued"}'; Method = 'POST'; AfterCommit = $true })
        $null = New-RutterBankTransfer $from $to 3 -IdempotencyKey odd-id -ErrorAction SilentlyContinue -ErrorVariable failures
        Assert-Unknown $failures[0] 'odd-id'
        $failures[0].Exception.JobId | Should -Be 'a/b'
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeLike '*nothing of this row was sent*'
    }

    It 'is done whatever the http_status of its job is: <Value>' -ForEach @(@{ Value = 'null' }, @{ Value = '"200"' }, @{ Value = $null }, @{ Value = '{}' }) {
        $emulator.AddFault(@{ Kind = 'ChangeBody'; Path = '/jobs/*'; JsonPointer = '/**/http_status'; Value = $Value })
        (New-RutterBankTransfer $from $to 4.25).TotalAmount | Should -Be 4.25
    }

    It 'is an error with its key when its job makes no sense: <Value>' -ForEach @(@{ Value = 'null' }, @{ Value = '[1]' }, @{ Value = '"\ud800"' }, @{ Value = '{"http_status":200,"body":7}' }) {
        $emulator.AddFault(@{ Kind = 'ChangeBody'; Path = '/jobs/*'; JsonPointer = '/**/response'; Value = $Value })
        $null = New-RutterBankTransfer $from $to 5 -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].Exception.GetType().Name | Should -Be 'RutterApiException'
        $failures[0].Exception.MayHaveSucceeded | Should -BeTrue
        $failures[0].Exception.IdempotencyKey | Should -Not -BeNullOrEmpty
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeLike '*new key*'
    }
}

Describe 'A deletion' {
    BeforeAll { $emulator = Connect-NewEmulator @{ TransferCount = 30 } }
    BeforeEach {
        $emulator.ClearFaults()
        $id = (Get-RutterBankTransfer -First 1).Id
    }
    AfterAll { $emulator.Stop() }

    It 'whose response was lost is done when <Name> follows' -ForEach @(
        @{ Name = '410'; Status = 410 }
        @{ Name = '404'; Status = 404 }
        @{ Name = 'not_found'; Status = 0 }
    ) {
        $emulator.AddFault(@{ Kind = 'DropAfterCommit'; Method = 'DELETE'; Count = 1 })
        if ($Status) { $emulator.AddFault(@{ Kind = 'Status'; Status = $Status; Method = 'DELETE'; Count = 1 }) }
        $deleted = Remove-RutterBankTransfer -Id $id -PassThru -Confirm:$false
        $deleted.Id | Should -Be $id
        $deleted.Success | Should -BeTrue
        { Get-RutterBankTransfer -Id $id } | Should -Throw
    }

    It 'is an error for an id that never was, also after a 429' {
        $emulator.AddFault(@{ Kind = 'Status'; Status = 429; RetryAfter = '0'; Method = 'DELETE'; Count = 1 })
        Remove-RutterBankTransfer -Id 11111111-2222-3333-4444-555555555555 -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].Exception.MayHaveSucceeded | Should -BeFalse
    }

    It 'that failed is no success' {
        $emulator.AddFault(@{ Kind = 'RawBody'; Body = '{"code":"failed","success":false}'; Method = 'DELETE' })
        Remove-RutterBankTransfer -Id $id -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].ErrorDetails.Message | Should -BeLike "*'failed'*"
        $failures[0].Exception.MayHaveSucceeded | Should -BeFalse
    }

    It 'whose response was lost is unknown where nothing is retried' {
        $session = Connect-Rutter -Emulator $emulator -Name once -MaximumRetryCount 0
        $emulator.AddFault(@{ Kind = 'DropAfterCommit'; Method = 'DELETE'; Count = 1 })
        try {
            Remove-RutterBankTransfer -Id $id -Session $session -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures[0].Exception.MayHaveSucceeded | Should -BeTrue
            $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*retrying it is safe*'
        }
        finally { Disconnect-Rutter -Name once; $null = Connect-Rutter -Emulator $emulator }
    }

    It 'shows with -PassThru what the API says, and what it says besides' {
        $emulator.AddFault(@{ Kind = 'RawBody'; Body = '{"code":"deleted","success":true,"archived":"yes"}'; Method = 'DELETE' })
        $deleted = Remove-RutterBankTransfer -Id $id -PassThru -Confirm:$false
        $deleted.Code | Should -Be 'deleted'
        $deleted.Success | Should -BeTrue
        $deleted.AdditionalProperties['archived'] | Should -Be 'yes'
    }
}

Describe 'Jobs' {
    BeforeAll {
        $emulator = Connect-NewEmulator @{ TransferCount = 5 } @{ MaximumRetryCount = 0 }
        $from, $to = Get-AccountPair
    }
    BeforeEach { $emulator.ClearFaults() }
    AfterAll { $emulator.Stop() }

    It 'are taken as ids from the pipe, and a bad one disturbs no other' {
        $job = New-RutterBankTransfer $from $to 1 -NoWait
        $ended = 'a/b', $job.Id, '..' | Wait-RutterJob -ErrorAction SilentlyContinue -ErrorVariable failures
        $ended.Id | Should -Be $job.Id
        $failures.TargetObject | Should -Be 'a/b', '..'
        ('a/b', $job.Id | Get-RutterJob -ErrorAction SilentlyContinue).Id | Should -Be $job.Id
        ('a/b', $job.Id | Receive-RutterJob -ErrorAction SilentlyContinue).TotalAmount | Should -Be 1
        ([pscustomobject]@{ JobId = $job.Id } | Wait-RutterJob).Status | Should -Be 'success'
    }

    It 'that cannot be read are unknown, with the key of a piped job (<Command>)' -ForEach @(@{ Command = 'Wait-RutterJob' }, @{ Command = 'Receive-RutterJob' }) {
        $job = New-RutterBankTransfer $from $to 1 -NoWait
        $emulator.AddFault(@{ Kind = 'Status'; Status = 404; Path = '/jobs/*' })
        $null = $job | & $Command -ErrorAction SilentlyContinue -ErrorVariable failures
        Assert-Unknown $failures[0] $job.IdempotencyKey
    }

    It 'that do not end in time are unknown, with the key of a piped job' {
        $slow = Start-RutterEmulator -TransferCount 2 -JobDelayMs 600000
        $session = Connect-Rutter -Emulator $slow -Name slow
        try {
            $job = New-RutterBankTransfer $from $to 1 -NoWait -Session $session
            $null = $job | Wait-RutterJob -TimeoutSec 1 -Session $session -ErrorAction SilentlyContinue -ErrorVariable failures
            Assert-Unknown $failures[0] $job.IdempotencyKey
        }
        finally { Disconnect-Rutter -Name slow; $null = Connect-Rutter -Emulator $emulator; $slow.Stop() }
    }

    It 'that deleted something give a deletion' {
        $id = (Get-RutterBankTransfer -First 1).Id
        $deleted = Remove-RutterBankTransfer -Id $id -PassThru -Confirm:$false
        $received = Receive-RutterJob -Id $deleted.JobId
        $received.GetType().Name | Should -Be 'RutterDeletion'
        $received.Id | Should -Be $id
        $received.Success | Should -BeTrue
    }

    It 'of something below an object give their response as it is' {
        $job = New-RutterBankTransfer $from $to 1 -NoWait
        $null = $job | Wait-RutterJob
        $emulator.AddFault(@{ Kind = 'RawBody'; Path = '/jobs/*'; Body = @"
{"id":"$($job.Id)","status":"success","request":{"method":"POST","url":"$($emulator.BaseUri)/accounting/bank_transfers/t1/attachments"},"response":{"http_status":200,"body":{"attachment":{"id":"a1"}}}}
"@
            })
        ($job | Receive-RutterJob | ConvertFrom-Json).attachment.id | Should -Be 'a1'
    }

    It 'show their address and their request without secrets, and what is new in them' {
        $job = New-RutterBankTransfer $from $to 7.5 -Memo rent -NoWait
        $job.ResponseUrl | Should -BeLike "*/jobs/$($job.Id)*"
        $null = $job | Wait-RutterJob
        $emulator.AddFault(@{ Kind = 'RawBody'; Path = '/jobs/*'; Body = @"
{"id":"$($job.Id)","status":"success","queue":"fast","response_url":"https://x/jobs/1?access_token=$($emulator.AccessToken)",
"request":{"method":"POST","url":"https://x/y?access_token=$($emulator.AccessToken)","body":{"memo":"rent","token":"$($emulator.AccessToken)"}}}
"@
            })
        $seen = Get-RutterJob -Id $job.Id
        ($seen.RequestJson | ConvertFrom-Json).memo | Should -Be 'rent'
        $seen.AdditionalProperties['queue'] | Should -Be 'fast'
        $seen | ConvertTo-Json -Depth 5 | Should -Not -BeLike "*$($emulator.AccessToken)*"
    }
}

Describe 'The values of a transfer' {
    BeforeAll {
        $emulator = Connect-NewEmulator @{ TransferCount = 5 }
        $from, $to = Get-AccountPair
    }
    AfterAll { $emulator.Stop() }

    It 'take <Value> as the day that it looks like' -ForEach @(@{ Value = 20240301 }, @{ Value = '20240301' }) {
        (New-RutterBankTransfer $from $to 1 -TransactionDate $Value).TransactionDate.ToString('yyyy-MM-dd') | Should -Be '2024-03-01'
    }

    It 'refuse the number <Value>, which could mean several dates' -ForEach @(@{ Value = 1709251200000 }, @{ Value = 1709251200 }, @{ Value = 20240230 }, @{ Value = 0 }) {
        $emulator.ClearRequests()
        { New-RutterBankTransfer $from $to 1 -TransactionDate $Value } | Should -Throw '*several dates*'
        $emulator.Requests.Count | Should -Be 0
    }

    It 'refuse amounts that would be rounded: <Value>' -ForEach @(
        @{ Value = '0.12345678901234567890123456789' }, @{ Value = '1234567890123456789012345678.95' }, @{ Value = '79228162514264337593543950336' }
    ) {
        { New-RutterBankTransfer $from $to $Value } | Should -Throw '*kept exactly*'
    }

    It 'take additional fields as <Name>' -ForEach @(
        @{ Name = 'a hashtable'; Value = { @{ reconciled_for_source_account = $true } } }
        @{ Name = 'an object of ConvertFrom-Json'; Value = { '{"reconciled_for_source_account":true}' | ConvertFrom-Json } }
        @{ Name = 'text of a CSV'; Value = { '{"reconciled_for_source_account":true}' } }
    ) {
        $emulator.ClearRequests()
        (New-RutterBankTransfer $from $to 1 -AdditionalFields (& $Value)).TotalAmount | Should -Be 1
    }
}
