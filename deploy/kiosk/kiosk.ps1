# 館内端末の見張り (Windows): Edge を全画面で開き、閉じたときや30秒動かないときに開き直します。
# タスク スケジューラで「ログオン時」に動かします:
#   powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -File C:\kiosk\kiosk.ps1 -Url "https://example.jp/kiosk/?screen=lounge"
param(
  [Parameter(Mandatory = $true)][string]$Url,
  [string]$Browser = "${env:ProgramFiles(x86)}\Microsoft\Edge\Application\msedge.exe",
  [string]$UserData = "$env:LOCALAPPDATA\minato-kiosk",
  [int]$Port = 9223,
  [int]$Limit = 30,
  [int]$Start = 30
)

function Open-Display {
  $flags = @(
    "--kiosk", "--edge-kiosk-type=fullscreen", "--no-first-run", "--no-default-browser-check",
    "--disable-session-crashed-bubble", "--hide-crash-restore-bubble", "--disable-pinch",
    "--overscroll-history-navigation=0", "--noerrdialogs", "--disable-features=Translate",
    "--user-data-dir=`"$UserData`"", "--remote-debugging-address=127.0.0.1", "--remote-debugging-port=$Port", "`"$Url`""
  )
  Write-Output "$(Get-Date -Format s) 開きました"
  Start-Process -FilePath $Browser -ArgumentList $flags -PassThru
}

# Only the processes of this profile: another Edge on the machine is left alone.
function Close-Display {
  Get-CimInstance Win32_Process -Filter "Name = '$(Split-Path $Browser -Leaf)'" |
    Where-Object { $_.CommandLine -like "*$UserData*" } |
    ForEach-Object { Stop-Process -Id $_.ProcessId -Force -ErrorAction SilentlyContinue }
  Start-Sleep -Seconds 2
}

# The page writes how long it has lived into its title every ten seconds.
function Get-Heartbeat {
  try {
    $pages = Invoke-RestMethod -Uri "http://127.0.0.1:$Port/json/list" -TimeoutSec 3
    ($pages | Where-Object { $_.type -eq "page" -and $_.title -match " \d+$" } | Select-Object -First 1).title
  } catch { $null }
}

# Windows and tabs that show something else than the display, as somebody with a keyboard may open, are closed.
function Close-Strangers {
  try {
    $display = ($Url -split "[?#]")[0]
    Invoke-RestMethod -Uri "http://127.0.0.1:$Port/json/list" -TimeoutSec 3 | ForEach-Object { $_ } |
      Where-Object { $_.type -eq "page" -and -not $_.url.StartsWith($display) -and $_.url -notmatch "^(chrome|edge)://[^/]*top-chrome" } |
      ForEach-Object { Invoke-RestMethod -Uri "http://127.0.0.1:$Port/json/close/$($_.id)" -TimeoutSec 3 | Out-Null }
  } catch { $null }
}

$process = Open-Display
$since = Get-Date
$title = $null
$restarted = Get-Date -Format "yyyy-MM-dd"
while ($true) {
  Start-Sleep -Seconds 5
  Close-Strangers
  $beat = Get-Heartbeat
  if ($beat -and $beat -ne $title) { $title = $beat; $since = Get-Date }
  $allowed = if ($title) { $Limit } else { $Start }
  $still = ((Get-Date) - $since).TotalSeconds -ge $allowed
  $day = Get-Date -Format "yyyy-MM-dd"
  $weekly = (Get-Date).DayOfWeek -eq "Monday" -and (Get-Date).Hour -eq 4 -and $day -ne $restarted
  if ($process.HasExited -or $still -or $weekly) {
    Write-Output "$(Get-Date -Format s) 開き直します"
    Close-Display
    $process = Open-Display
    $since = Get-Date
    $title = $null
    if ($weekly) { $restarted = $day }
  }
}
