# Databricks notebook source
# Sums up the sales by day and area.
environment = dbutils.widgets.get("environment")

# COMMAND ----------

spark.sql(f"""
CREATE OR REPLACE TABLE {environment}_sales.sales_by_area AS
SELECT day, area, count(*) AS sales, sum(amount) AS amount
FROM {environment}_sales.sales
GROUP BY day, area
""")
