{{/* Fails where a value names an object and no object can have that name. */}}
{{- define "sagashop.refuseNames" -}}
{{- $values := .Values -}}
{{- $names := list
  (list "databases.simple.storageClass" "StorageClass" $values.databases.simple.storageClass)
  (list "databases.cloudnativePg.storageClass" "StorageClass" $values.databases.cloudnativePg.storageClass)
  (list "databases.cloudnativePg.operatorNamespace" "Namespace" $values.databases.cloudnativePg.operatorNamespace)
  (list "databases.urls.secretName" "Secret" $values.databases.urls.secretName)
  (list "backup.storageClass" "StorageClass" $values.backup.storageClass)
  (list "backup.existingClaim" "PersistentVolumeClaim" $values.backup.existingClaim)
  (list "secrets.existingSecret" "Secret" $values.secrets.existingSecret)
  (list "ingress.className" "IngressClass" $values.ingress.className)
  (list "ingress.tlsSecretName" "Secret" $values.ingress.tlsSecretName) -}}
{{- range $values.image.pullSecrets }}{{ $names = append $names (list "image.pullSecrets" "Secret" .) }}{{ end -}}
{{- range $service, $own := $values.services -}}
{{- $merged := include "sagashop.service" (dict "root" $ "name" $service) | fromYaml -}}
{{- $names = append $names (list (printf "services.%s.priorityClassName" $service) "PriorityClass" $merged.priorityClassName) -}}
{{- end -}}
{{- range $names -}}
{{- $text := last . -}}
{{- if and $text (not (include "sagashop.isName" $text)) -}}
{{- $what := index . 1 -}}
{{- fail (printf "%s: %q is no name of %s %s; it has small letters, digits, - and . only" (first .) $text (ternary "an" "a" (hasPrefix "I" $what)) $what) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Fails where a value says how much of something, and does not. */}}
{{- define "sagashop.refuseQuantities" -}}
{{- $databases := .Values.databases -}}
{{- $amounts := dict
  "databases.simple.storage" $databases.simple.storage
  "databases.cloudnativePg.storage" $databases.cloudnativePg.storage
  "backup.storage" .Values.backup.storage -}}
{{- $resources := dict
  "databases.simple" $databases.simple.resources
  "databases.cloudnativePg" $databases.cloudnativePg.resources
  "jobs" .Values.jobs.resources
  "backup" .Values.backup.resources -}}
{{- range $service, $_ := .Values.services -}}
{{- $merged := include "sagashop.service" (dict "root" $ "name" $service) | fromYaml -}}
{{- $_ := set $resources (printf "services.%s" $service) $merged.resources -}}
{{- end -}}
{{- range $path, $of := $resources -}}
{{- range $kind, $each := $of -}}
{{- range $what, $amount := $each }}{{ $_ := set $amounts (printf "%s.resources.%s.%s" $path $kind $what) $amount }}{{ end -}}
{{- end -}}
{{- end -}}
{{- range $path, $amount := $amounts -}}
{{- if not (include "sagashop.isQuantity" $amount) -}}
{{- fail (printf "%s: %q is no quantity, such as 128Mi, 10Gi or 100m" $path (toString $amount)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
