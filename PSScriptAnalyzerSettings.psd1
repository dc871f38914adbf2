# The rules of every script here; Style.Tests.ps1 holds them. Editors and Invoke-Formatter read them too.
@{
    Severity     = @('Error', 'Warning', 'Information')
    # UTF-8 without a mark is what PowerShell 7 reads and writes.
    ExcludeRules = @('PSUseBOMForUnicodeEncodedFile')
    Rules        = @{
        PSPlaceOpenBrace           = @{ Enable = $true; OnSameLine = $true; NewLineAfter = $false; IgnoreOneLineBlock = $true }
        PSUseConsistentIndentation = @{ Enable = $true; Kind = 'space'; IndentationSize = 4; PipelineIndentation = 'None' }
        PSUseConsistentWhitespace  = @{
            Enable                                  = $true
            CheckInnerBrace                         = $true
            CheckOpenBrace                          = $true
            CheckOpenParen                          = $true
            CheckOperator                           = $true
            CheckPipe                               = $true
            CheckPipeForRedundantWhitespace         = $true
            CheckSeparator                          = $true
            IgnoreAssignmentOperatorInsideHashTable = $true
        }
    }
}
