BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 120 } @{ MaximumRetryCount = 0 }
    $list = '/accounting/bank_transfers'

    # Answers every request with the given response, and returns the output of the call.
    function Invoke-Against([string] $Body, [scriptblock] $Call, [int] $Status = 200, [string] $ContentType = 'application/json') {
        $emulator.AddFault(@{ Kind = 'RawBody'; Status = $Status; ContentType = $ContentType; Body = $Body })
        try { & $Call } finally { $emulator.ClearFaults() }
    }

    # One HTTP exchange on a socket of our own: the emulator's log keeps no bodies.
    function Get-SentRequest([hashtable] $Parameters) {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $server = [powershell]::Create().AddScript({
                param($listener)
                $connection = $listener.AcceptTcpClient()
                $connection.ReceiveTimeout = 10000
                $stream = $connection.GetStream()
                $reader = [System.IO.StreamReader]::new($stream, [System.Text.UTF8Encoding]::new($false))
                $head = @(while ($line = $reader.ReadLine()) { $line })
                $length = [int](($head -match '^Content-Length: ') -replace '\D+')[0]
                $body = [System.Text.StringBuilder]::new()
                while ([System.Text.Encoding]::UTF8.GetByteCount($body.ToString()) -lt $length) { $null = $body.Append([char]$reader.Read()) }
                $response = [System.Text.Encoding]::ASCII.GetBytes("HTTP/1.1 200 OK`r`nContent-Length: 2`r`nConnection: close`r`n`r`n{}")
                $stream.Write($response, 0, $response.Length)
                $connection.Dispose()
                @{ Line = $head[0]; Head = $head; Body = $body.ToString() }
            }).AddArgument($listener)
        $running = $server.BeginInvoke()
        try {
            $own = Connect-Rutter (New-Credential "raw-$PID" 'secret-1234') -AccessToken 'token-1234' -BaseUri "http://127.0.0.1:$($listener.LocalEndpoint.Port)/versioned" -Name raw -MaximumRetryCount 0 -TimeoutSec 10
            $null = Invoke-RutterRequest @Parameters -Session $own
            $server.EndInvoke($running)[0]
        }
        finally {
            $listener.Stop()
            Disconnect-Rutter -Name raw
            $null = Connect-Rutter -Emulator $emulator -MaximumRetryCount 0
        }
    }
}

AfterAll { $emulator.Stop() }

Describe 'Invoke-RutterRequest reads' {
    BeforeEach { $emulator.ClearRequests() }

    It 'an object as it was sent' {
        $id = (Get-RutterBankTransfer -First 1).Id
        $response = Invoke-RutterRequest "$list/$id"
        $response.bank_transfer.id | Should -Be $id
        $response.bank_transfer.created_at | Should -BeOfType string
        $response.connection.platform | Should -Be 'QUICKBOOKS'
    }

    It 'numbers digit for digit, strings as strings, and arrays as arrays' {
        $text = '{"whole":12345678901234567,"money":1234.50,"fine":0.1234567890123456789012345678,"huge":1e300,"date":"2024-03-01T00:00:00Z","none":null,"yes":true,"one":[1],"zero":[],"deep":[[{"a":"b"}]]}'
        $response = Invoke-Against $text { Invoke-RutterRequest $list }
        $response.whole | Should -Be 12345678901234567L
        $response.whole | Should -BeOfType long
        $response.money | Should -BeOfType decimal
        $response.money.ToString([cultureinfo]::InvariantCulture) | Should -Be '1234.50'
        $response.fine.ToString([cultureinfo]::InvariantCulture) | Should -Be '0.1234567890123456789012345678'
        $response.huge | Should -BeOfType double
        $response.date | Should -BeExactly '2024-03-01T00:00:00Z'
        $response.none | Should -BeNullOrEmpty
        $response.yes | Should -BeTrue
        , $response.one | Should -BeOfType array
        $response.one.Count | Should -Be 1
        $response.zero.Count | Should -Be 0
        $response.deep[0][0].a | Should -Be 'b'
    }

    It 'nothing out of an empty response' {
        Invoke-Against '' { Invoke-RutterRequest $list } | Should -BeNullOrEmpty
    }

    It 'every element of a list of any kind with -All' {
        $all = Invoke-RutterRequest $list -All -Query @{ limit = 50 }
        $all.Count | Should -Be 120
        ($all.id | Sort-Object -Unique).Count | Should -Be 120
        @($emulator.Requests).Count | Should -Be 3
        @(Invoke-RutterRequest accounting/accounts -All).Count | Should -BeGreaterThan 1
    }

    It 'the rest of a list from a cursor' {
        $first = Invoke-RutterRequest $list -Query @{ limit = 100 }
        @(Invoke-RutterRequest $list -All -Query @{ limit = 100; cursor = $first.next_cursor }).Count | Should -Be 20
    }

    It 'no further page than the pipeline wants' {
        $null = Invoke-RutterRequest $list -All -Query @{ limit = 10 } | Select-Object -First 1
        @($emulator.Requests).Count | Should -BeLessOrEqual 2
    }

    It 'the response as text with -Raw' {
        $raw = Invoke-RutterRequest $list -Raw -Query @{ limit = 1 }
        $raw.StatusCode | Should -Be 200
        $raw.ContentType | Should -Be 'application/json'
        $raw.RequestId | Should -Be $emulator.Requests[0].RequestId
        $raw.IdempotencyKey | Should -BeNullOrEmpty
        ($raw.Content | ConvertFrom-Json).bank_transfers.Count | Should -Be 1
        (Invoke-Against 'a;b' { Invoke-RutterRequest $list -Raw } -ContentType 'text/csv').Content | Should -BeExactly 'a;b'
    }

    It 'without the access token where there is none' {
        Invoke-Against '{"ok":true}' { (Invoke-RutterRequest connections -SkipAccessToken).ok | Should -BeTrue }
        (Get-SentRequest @{ Path = 'connections'; SkipAccessToken = $true }).Line | Should -BeExactly 'GET /versioned/connections HTTP/1.1'
        (Get-SentRequest @{ Path = 'connections' }).Line | Should -BeExactly 'GET /versioned/connections?access_token=token-1234 HTTP/1.1'
    }

    It 'and masks the session''s own secrets in what it reads' {
        $text = '{"job":{"request":{"url":"https://h/x?access_token=TOKEN&a=1"}},"access_token":"another-token"}'.Replace('TOKEN', $emulator.AccessToken)
        $response = Invoke-Against $text { Invoke-RutterRequest jobs/1 }
        $response.job.request.url | Should -BeExactly 'https://h/x?access_token=***&a=1'
        $response.access_token | Should -BeExactly 'another-token'
        (Invoke-Against $text { Invoke-RutterRequest jobs/1 -Raw }).Content | Should -Not -Match $emulator.AccessToken
    }

    It 'and shows it without letting it steer the screen' {
        $hostile = "pay`e]0;owned`a $([char]0x202e)00.1`r`nnext"
        $text = ConvertTo-Json @{ id = $hostile; amount = 1.5; more = @{ memo = $hostile }; $hostile = @(1) }
        $response = Invoke-Against $text { Invoke-RutterRequest $list }
        $response.id | Should -BeExactly $hostile
        foreach ($shown in ($response | Out-String -Width 300), (Invoke-Against $hostile { Invoke-RutterRequest $list -Raw } | Out-String -Width 300)) {
            $shown | Should -Match 'owned'
            ($shown -replace '\e\[[\d;]*m') | Should -Not -Match '[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]'
        }
    }
}

Describe 'Invoke-RutterRequest sends' {
    It 'a query, the same in every culture' {
        $culture = [cultureinfo]::CurrentCulture
        $query = [ordered]@{ text = 'a&b=c d'; money = 1234.50d; number = 1.5; flag = $true; many = 1, 'b', 2.5d; at = [datetimeoffset]'2024-03-01T02:00:00+02:00'
            day = [datetime]'2024-03-01'; date = [DateOnly]::new(2024, 3, 1); none = $null }
        try {
            foreach ($name in 'tr-TR', 'de-DE', 'ar-SA') {
                [cultureinfo]::CurrentCulture = $name
                (Get-SentRequest @{ Path = 'x'; Query = $query }).Line | Should -BeExactly ('GET /versioned/x?text=a%26b%3Dc%20d&money=1234.50&number=1.5&flag=true&many=1%2Cb%2C2.5' +
                    '&at=2024-03-01T00%3A00%3A00.000Z&day=2024-03-01T00%3A00%3A00.000Z&date=2024-03-01&access_token=token-1234 HTTP/1.1')
            }
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
    }

    It 'a body as JSON: <Name>' -ForEach @(
        @{ Name = 'a hashtable'; Body = @{ a = 1 }; Json = '{"a":1}' }
        @{ Name = 'an object'; Body = [pscustomobject]@{ a = 'x'; b = [pscustomobject]@{ c = $null } }; Json = '{"a":"x","b":{"c":null}}' }
        @{ Name = 'text'; Body = ' {"a": 1.00} '; Json = ' {"a": 1.00} ' }
        @{ Name = 'an array of one'; Body = @(@{ a = 1 }); Json = '[{"a":1}]' }
        @{ Name = 'decimals'; Body = [ordered]@{ a = 1234.50d; b = 79228162514264337593543950335d; c = 0.1 }; Json = '{"a":1234.50,"b":79228162514264337593543950335,"c":0.1}' }
        @{ Name = 'dates and ids'; Body = [ordered]@{ a = [datetimeoffset]'2024-03-01T02:00:00+02:00'; b = [guid]::Empty }; Json = '{"a":"2024-03-01T00:00:00.000Z","b":"00000000-0000-0000-0000-000000000000"}' }
        @{ Name = 'any script'; Body = @{ a = 'Überweisung "日本"' }; Json = '{"a":"Überweisung \"日本\""}' }
        @{ Name = 'four levels and more'; Body = @{ a = @{ b = @{ c = @{ d = @{ e = @(@{ f = 1 }) } } } } }; Json = '{"a":{"b":{"c":{"d":{"e":[{"f":1}]}}}}}' }
    ) {
        $sent = Get-SentRequest @{ Path = 'x'; Method = 'PATCH'; Body = $Body }
        $sent.Body | Should -BeExactly $Json
        $sent.Head | Should -Contain 'Content-Type: application/json'
        @($sent.Head -match '^Idempotency-Key: [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$').Count | Should -Be 1
    }

    It 'a write once, under the key that was given' {
        $accounts = @(Invoke-RutterRequest accounting/accounts -All)
        $pair = ($accounts | Group-Object currency_code | Where-Object Count -GE 2)[0].Group
        $body = @{ response_mode = 'prefer_sync'; bank_transfer = @{ credit_account_id = $pair[0].id; debit_account_id = $pair[1].id; total_amount = 12.50d; transaction_date = '2024-03-01'; memo = 'raw' } }
        $before = $emulator.TransferCount
        $first = Invoke-RutterRequest $list -Method POST -Body $body -IdempotencyKey key-1
        $again = Invoke-RutterRequest $list -Method POST -Body ($body | ConvertTo-Json -Compress) -Raw -IdempotencyKey key-2
        $first.bank_transfer.total_amount | Should -Be 12.5
        $again.IdempotencyKey | Should -Be 'key-2'
        $again.JobId | Should -Not -BeNullOrEmpty
        $emulator.TransferCount | Should -Be ($before + 2)
        @($emulator.Requests | Where-Object Method -EQ POST).IdempotencyKey | Should -Be 'key-1', 'key-2'
        Invoke-RutterRequest "$list/$($first.bank_transfer.id)" -Method DELETE -Body @{ response_mode = 'prefer_sync' } -Confirm:$false | Out-Null
        $emulator.TransferCount | Should -Be ($before + 1)
    }

    It 'nothing with -WhatIf' {
        $emulator.ClearRequests()
        foreach ($method in 'POST', 'PATCH', 'PUT', 'DELETE') { Invoke-RutterRequest $list -Method $method -WhatIf }
        $emulator.Requests.Count | Should -Be 0
        (Invoke-RutterRequest $list -WhatIf).bank_transfers.Count | Should -BeGreaterThan 0
    }
}

Describe 'Invoke-RutterRequest refuses, with nothing sent,' {
    BeforeEach { $emulator.ClearRequests() }
    AfterEach { $emulator.Requests.Count | Should -Be 0 }

    It 'the path <Path>' -ForEach @(
        'https://example.com/accounting', 'http://127.0.0.1/x', '//example.com/x', '/', 'a//b', 'a/', '..', '/../jobs', 'a/../b', 'a/./b', 'a/%2e%2e/b', 'a/.%2E/b', 'a/%252e%252e',
        'a/..%2fb', 'a/%2e%2e%5cb', 'a\b', 'a?b=1', 'a#b', "a`nb", 'a%0ab', "a`e[31m" | ForEach-Object { @{ Path = $_ } }
    ) {
        { Invoke-RutterRequest $Path } | Should -Throw -ErrorId 'InvalidInput,*'
        { Invoke-RutterRequest $Path -Method DELETE -Confirm:$false } | Should -Throw -ErrorId 'InvalidInput,*'
    }

    It 'a query in the path, and says where it belongs' {
        { Invoke-RutterRequest 'a?b=1' } | Should -Throw '*-Query*'
    }

    It '<Name>' -ForEach @(
        @{ Name = 'the access token in the query'; Call = { Invoke-RutterRequest x -Query @{ access_token = 'a' } }; Says = '*-AccessToken*' }
        @{ Name = 'an object in the query'; Call = { Invoke-RutterRequest x -Query @{ a = @{ b = 1 } } }; Says = "*'a' is a Hashtable*" }
        @{ Name = 'a body in a GET'; Call = { Invoke-RutterRequest x -Body @{} }; Says = '*GET*-Query*' }
        @{ Name = 'text that is not JSON'; Call = { Invoke-RutterRequest x -Method POST -Body 'a=1' }; Says = '*not JSON*' }
        @{ Name = 'a body that holds itself'; Call = { $body = @{}; $body.self = $body; Invoke-RutterRequest x -Method POST -Body $body }; Says = '*holds itself*' }
        @{ Name = 'a secret in the body'; Call = { Invoke-RutterRequest x -Method POST -Body @{ a = [securestring]::new() } }; Says = '*SecureString*' }
        @{ Name = 'a number that JSON cannot hold'; Call = { Invoke-RutterRequest x -Method POST -Body @{ a = [double]::NaN } }; Says = '*not a number*' }
        @{ Name = 'a key with a line break'; Call = { Invoke-RutterRequest x -Method POST -IdempotencyKey "a`nb" }; Says = '*idempotency key*' }
        @{ Name = '-All with a write'; Call = { Invoke-RutterRequest x -Method POST -All }; Says = '*-All*POST*' }
    ) {
        { & $Call } | Should -Throw $Says -ErrorId 'InvalidInput,*'
    }
}

Describe 'Invoke-RutterRequest fails' {
    It 'as every other cmdlet does, and names its path' {
        $failure = { Invoke-RutterRequest accounting/unknown } | Should -Throw -ErrorId 'ENDPOINT_NOT_FOUND,*' -PassThru
        $failure.Exception.StatusCode | Should -Be 404
        $failure.CategoryInfo.Category | Should -Be 'NotImplemented'
        $failure.TargetObject | Should -Be 'accounting/unknown'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "*$($failure.Exception.RequestId)*"
    }

    It 'when a write is uncertain, with the key to retry it under' {
        $emulator.AddFault(@{ Kind = 'Status'; Status = 500; Method = 'POST' })
        try { $failure = { Invoke-RutterRequest $list -Method POST -Body @{ bank_transfer = @{} } } | Should -Throw -PassThru } finally { $emulator.ClearFaults() }
        $failure.Exception.MayHaveSucceeded | Should -BeTrue
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "*-IdempotencyKey $($failure.Exception.IdempotencyKey)*"
    }

    It 'when -All meets <Name>, without asking again' -ForEach @(
        @{ Name = 'no array'; Body = '{"a":1}'; Says = '*holds no array*' }
        @{ Name = 'two arrays'; Body = '{"a":[],"b":[]}'; Says = '*2 arrays (a, b)*' }
        @{ Name = 'a bare array'; Body = '[1]'; Says = '*not an object*' }
        @{ Name = 'nothing'; Body = ''; Says = '*not an object*' }
        @{ Name = 'a cursor that is no string'; Body = '{"a":[],"next_cursor":1}'; Says = '*next_cursor*' }
    ) {
        $emulator.ClearRequests()
        $patient = Connect-Rutter -Emulator $emulator -Name patient -MaximumRetryCount 3
        { Invoke-Against $Body { Invoke-RutterRequest $list -All -Session $patient } } | Should -Throw $Says -ErrorId 'NotAList,*'
        @($emulator.Requests).Count | Should -Be 1
    }

    It 'when a list would never end' {
        $seen = [System.Collections.Generic.List[object]]::new()
        { Invoke-Against '{"a":[1],"next_cursor":"x"}' { Invoke-RutterRequest $list -All | ForEach-Object { $seen.Add($_) } } } | Should -Throw '*never end*'
        $seen.Count | Should -Be 1
    }

    It 'when the response is not JSON, or an object that PowerShell cannot hold' {
        { Invoke-Against 'pong' { Invoke-RutterRequest $list } } | Should -Throw -ErrorId 'UnreadableReply,*'
        { Invoke-Against '{"id":1,"ID":2}' { Invoke-RutterRequest $list } } | Should -Throw '*differ in case*' -ErrorId 'AmbiguousReply,*'
        { Invoke-Against '{"":1}' { Invoke-RutterRequest $list } } | Should -Throw -ErrorId 'AmbiguousReply,*'
    }
}
