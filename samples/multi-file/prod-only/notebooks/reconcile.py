# Databricks notebook source
# Fails, and so alerts, when booked payments and the bank's statement differ.
booked = spark.table("prod.reporting.payments").groupBy("day").sum("amount").withColumnRenamed("sum(amount)", "booked")
stated = spark.table("prod.reporting.statements").groupBy("day").sum("amount").withColumnRenamed("sum(amount)", "stated")

# COMMAND ----------

differing = booked.join(stated, "day", "full_outer").where("booked IS DISTINCT FROM stated")
display(differing)
days = [str(row.day) for row in differing.select("day").orderBy("day").collect()]
if days:
    raise ValueError(f"payments and statements differ on {', '.join(days)}")
