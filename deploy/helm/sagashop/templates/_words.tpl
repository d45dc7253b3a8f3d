{{/* Whether a text is what a value must be: each gives "yes" or nothing. */}}

{{/* A name that Kubernetes takes: small letters, digits, - and . within it. */}}
{{- define "sagashop.isName" -}}
{{- if and (le (len .) 253) (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" .) -}}yes{{- end -}}
{{- end -}}

{{- define "sagashop.isQuantity" -}}
{{- if regexMatch "^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi|[eE][+-]?[0-9]+)?$" (toString .) -}}yes{{- end -}}
{{- end -}}

{{/* An image with a tag of its own, or a digest. */}}
{{- define "sagashop.isPinned" -}}
{{- if and (regexMatch "^[a-z0-9][^\\s@]*(:[\\w][\\w.-]{0,127}|@sha256:[0-9a-f]{64})$" .) (not (hasSuffix ":latest" .)) -}}yes{{- end -}}
{{- end -}}

{{/* An address of the internet protocol, 4 or 6, with the length of a network or without. */}}
{{- define "sagashop.isNetwork" -}}
{{- $four := "((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.|$|/)){4}" -}}
{{- if regexMatch (printf "^%s(3[0-2]|[12]?[0-9])?$" $four) . -}}
{{- if not (hasSuffix "/" .) -}}yes{{- end -}}
{{- else if and (contains ":" .) (regexMatch "^[0-9a-fA-F:]{2,39}(/(12[0-8]|1[01][0-9]|[0-9]?[0-9]))?$" .) -}}yes
{{- end -}}
{{- end -}}

{{/* A time zone of the list that comes with the chart, or a distance from UTC. */}}
{{- define "sagashop.isZone" -}}
{{- $zones := .root.Files.Get "files/timezones.txt" | lower | splitList "\n" -}}
{{- if or (has (lower .zone) $zones) (regexMatch "^[+-]([01][0-9]|2[0-3]):[0-5][0-9]$" .zone) -}}yes{{- end -}}
{{- end -}}

{{/* A CronJob's schedule, by the rules of Kubernetes: five fields, or a name for them. */}}
{{- define "sagashop.isSchedule" -}}
{{- $fields := regexSplit "\\s+" (trim .) -1 -}}
{{- if has . (list "@yearly" "@annually" "@monthly" "@weekly" "@daily" "@midnight" "@hourly") -}}yes
{{- else if eq (len $fields) 5 -}}
{{- $months := list "" "jan" "feb" "mar" "apr" "may" "jun" "jul" "aug" "sep" "oct" "nov" "dec" -}}
{{- $days := list "sun" "mon" "tue" "wed" "thu" "fri" "sat" -}}
{{- $bounds := list (list 0 59) (list 0 23) (list 1 31) (list 1 12 $months) (list 0 6 $days) -}}
{{- $odd := false -}}
{{- range $at, $bound := $bounds -}}
{{- $field := dict "text" (index $fields $at) "low" (index $bound 0) "high" (index $bound 1) "names" (slice $bound 2 | first | default list) -}}
{{- if not (include "sagashop.isCronField" $field) }}{{ $odd = true }}{{ end -}}
{{- end -}}
{{- if not $odd -}}yes{{- end -}}
{{- end -}}
{{- end -}}

{{/* One field of it: parts with commas between them, each all, a number or a range, and in which steps. */}}
{{- define "sagashop.isCronField" -}}
{{- $low := .low }}{{ $high := .high }}{{ $odd := false -}}
{{- $text := lower .text -}}
{{- range $at, $name := .names -}}
{{- if $name }}{{ $text = $text | replace $name (toString $at) }}{{ end -}}
{{- end -}}
{{- range splitList "," $text -}}
{{- if not (regexMatch "^([*?]|[0-9]{1,2}(-[0-9]{1,2})?)(/[1-9][0-9]?)?$" .) }}{{ $odd = true -}}
{{- else -}}
{{- $ends := regexFindAll "[0-9]+" (regexFind "^[^/]+" .) -1 -}}
{{- range $ends }}{{ if or (lt (atoi .) $low) (gt (atoi .) $high) }}{{ $odd = true }}{{ end }}{{ end -}}
{{- if gt (len $ends) 1 }}{{ if gt (atoi (first $ends)) (atoi (last $ends)) }}{{ $odd = true }}{{ end }}{{ end -}}
{{- end -}}
{{- end -}}
{{- if not $odd -}}yes{{- end -}}
{{- end -}}
