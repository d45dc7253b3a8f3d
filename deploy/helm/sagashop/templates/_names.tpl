{{- define "sagashop.name" -}}
{{- if contains "sagashop" .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-sagashop" .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Where each process shows its metrics: not where visitors come in. */}}
{{- define "sagashop.metricsPort" -}}9464{{- end -}}

{{/* What a selector looks for: never changes in the life of a release. (root, component) */}}
{{- define "sagashop.selector" -}}
app.kubernetes.io/name: sagashop
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "sagashop.labels" -}}
{{ include "sagashop.selector" . }}
app.kubernetes.io/part-of: sagashop
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "sagashop.image" -}}
{{- $image := .Values.image -}}
{{- if $image.digest -}}{{ $image.repository }}@{{ $image.digest }}
{{- else -}}{{ $image.repository }}:{{ $image.tag | default .Chart.AppVersion }}{{- end -}}
{{- end -}}

{{- define "sagashop.secret" -}}
{{- .Values.secrets.existingSecret | default (printf "%s-secrets" (include "sagashop.name" .)) -}}
{{- end -}}

{{/* The settings of one service with the defaults below them, as YAML. (root, name) */}}
{{- define "sagashop.service" -}}
{{- $own := index .root.Values.services .name | default dict -}}
{{- mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy $own) | toYaml -}}
{{- end -}}

{{- define "sagashop.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "sagashop.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}

{{/* Settings with which PostgreSQL logs nothing of what customers wrote: no statements, no parameters, no rows. */}}
{{- define "sagashop.discreet" -}}
log_error_verbosity: terse
log_min_error_statement: panic
log_statement: none
log_parameter_max_length: '0'
log_parameter_max_length_on_error: '0'
{{- end -}}

{{/* The variable with the URL of a service's database. (root, name) */}}
{{- define "sagashop.databaseEnv" -}}
{{- $databases := .root.Values.databases -}}
{{- $base := include "sagashop.name" .root -}}
{{- if eq $databases.mode "simple" -}}
- name: DATABASE_PASSWORD
  valueFrom: { secretKeyRef: { name: {{ include "sagashop.secret" .root }}, key: {{ .name }}-password } }
- name: {{ upper .name }}_DATABASE_URL
  value: postgres://{{ .name }}:$(DATABASE_PASSWORD)@{{ $base }}-postgres:5432/{{ .name }}
{{- else if eq $databases.mode "cloudnative-pg" -}}
- name: {{ upper .name }}_DATABASE_URL
  valueFrom: { secretKeyRef: { name: {{ $base }}-{{ .name }}-db-app, key: uri } }
{{- else -}}
- name: {{ upper .name }}_DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ required "databases.urls.secretName: which Secret has the databases' URLs?" $databases.urls.secretName }}
      key: {{ .name }}-database-url
{{- end -}}
{{- end -}}

{{/* The same for several, in one process. (root, names) */}}
{{- define "sagashop.databasesEnv" -}}
{{- range .names }}
{{ include "sagashop.databaseEnv" (dict "root" $.root "name" .) | replace "DATABASE_PASSWORD" (printf "%s_PASSWORD" (upper .)) }}
{{- end }}
{{- end -}}

{{/* The services that have a database, as a JSON list. (root) */}}
{{- define "sagashop.databases" -}}
{{- $names := list -}}
{{- range $name, $own := .Values.services -}}
{{- if ($own | default dict).database }}{{ $names = append $names $name }}{{ end -}}
{{- end -}}
{{- $names | toJson -}}
{{- end -}}

{{/*
What a service signs with, and by what it knows the others. Each is optional, so that a Secret of the release before, with
nothing but internal-keys, goes on for one release. (root, owner)
*/}}
{{- define "sagashop.keysEnv" -}}
{{- $secret := include "sagashop.secret" .root -}}
- name: SAGASHOP_SERVICE_KEY
  valueFrom: { secretKeyRef: { name: {{ $secret }}, key: {{ .owner }}-service-key, optional: true } }
- name: SAGASHOP_SERVICE_KEYS
  valueFrom: { secretKeyRef: { name: {{ $secret }}, key: service-keys, optional: true } }
- name: SAGASHOP_INTERNAL_KEYS
  valueFrom: { secretKeyRef: { name: {{ $secret }}, key: internal-keys, optional: true } }
{{- end -}}

{{/* The services that the Job which opens the shop speaks to: those behind the gateway, as a JSON list. (root) */}}
{{- define "sagashop.initCalls" -}}
{{- $calls := list -}}
{{- range $name := .Values.services.gateway.calls -}}
{{- if (include "sagashop.service" (dict "root" $ "name" $name) | fromYaml).keys -}}
{{- $calls = append $calls $name -}}
{{- end -}}
{{- end -}}
{{- $calls | toJson -}}
{{- end -}}

{{/* What every process is told. (root) */}}
{{- define "sagashop.commonEnv" -}}
- name: SAGASHOP_CURRENCY
  value: {{ .Values.shop.currency | quote }}
- name: SAGASHOP_TZ
  value: {{ .Values.shop.timezone | quote }}
- name: SAGASHOP_DEPOSITS
  value: {{ .Values.shop.deposits | quote }}
- name: SAGASHOP_RATE_LIMITS
  value: {{ ternary "on" "off" .Values.shop.rateLimits | quote }}
- name: LOG_LEVEL
  value: {{ .Values.shop.logLevel | quote }}
{{- with .Values.shop.withdrawal.rule }}
- name: SAGASHOP_WITHDRAWAL
  value: {{ . | quote }}
{{- end }}
{{- with .Values.shop.withdrawal.days }}
- name: SAGASHOP_WITHDRAWAL_DAYS
  value: {{ . | quote }}
{{- end }}
- name: SAGASHOP_RETURN_DAYS
  value: {{ .Values.shop.returns.days | quote }}
- name: SAGASHOP_RETURN_COME_DAYS
  value: {{ .Values.shop.returns.comeDays | quote }}
{{- with .Values.shop.returns.address }}
- name: SAGASHOP_RETURN_ADDRESS
  value: {{ . | quote }}
{{- end }}
{{- with .Values.shop.seller.name }}
- name: SAGASHOP_SELLER_NAME
  value: {{ . | quote }}
{{- end }}
{{- with .Values.shop.seller.address }}
- name: SAGASHOP_SELLER_ADDRESS
  value: {{ . | quote }}
{{- end }}
{{- with .Values.shop.seller.taxId }}
- name: SAGASHOP_SELLER_TAX_ID
  value: {{ . | quote }}
{{- end }}
{{- with .Values.shop.publicUrl }}
- name: SAGASHOP_PUBLIC_URL
  value: {{ . | quote }}
{{- end }}
{{- with .Values.shop.country }}
- name: SAGASHOP_COUNTRY
  value: {{ . | quote }}
{{- end }}
{{- if eq (toString .Values.shop.serviceWorker) "false" }}
- name: SAGASHOP_SERVICE_WORKER
  value: 'off'
{{- end }}
{{- if .Values.shop.lab }}
- name: SAGASHOP_LAB
  value: '1'
- name: SAGASHOP_LAB_KILLS # a container that dies is started anew
  value: '1'
{{- end }}
{{- with .Values.shop.trustProxy }}
- name: SAGASHOP_TRUST_PROXY
  value: {{ . | quote }}
{{- end }}
{{- end -}}

{{/* By which server mails are sent. (root) */}}
{{- define "sagashop.mailEnv" -}}
{{- with .Values.shop.mail.secretName }}
- name: SAGASHOP_SMTP_URL
  valueFrom: { secretKeyRef: { name: {{ . }}, key: smtp-url } }
{{- end }}
{{- with .Values.shop.mail.from }}
- name: SAGASHOP_MAIL_FROM
  value: {{ . | quote }}
{{- end }}
{{- end -}}

{{/* Where the services that one speaks to answer. (root, calls) */}}
{{- define "sagashop.callsEnv" -}}
{{- range .calls }}
- name: {{ upper . }}_URL
  value: http://{{ include "sagashop.name" $.root }}-{{ . }}:3000
{{- end }}
{{- end -}}

{{- define "sagashop.pull" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* A pod's annotations: its own, and for a Filebeat that looks for hints how to take log lines apart. (root, own) */}}
{{- define "sagashop.podAnnotations" -}}
{{- $annotations := .own | default dict -}}
{{- if .root.Values.logs.filebeat.enabled -}}
{{- $annotations = merge (deepCopy $annotations) (dict
  "co.elastic.logs/enabled" "true"
  "co.elastic.logs/json.overwrite_keys" "true"
  "co.elastic.logs/json.expand_keys" "true"
  "co.elastic.logs/json.ignore_decoding_error" "true") -}}
{{- end -}}
{{- with $annotations }}
annotations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
